"use client";

import { Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { Money } from "../../../../components/money.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";

type Fact = Outputs["payments"]["ledger"]["data"][number];

/** What happened to the money, oldest first, and who said so; nothing while nothing has. */
export function PaymentLedger({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: ledger } = useQuery(trpc.payments.ledger.queryOptions({ id }));
  if (!ledger || ledger.data.length === 0) return null;
  return (
    <ol aria-label="Ledger" className="flex flex-col gap-0.5 text-meta text-ink-2">
      {ledger.data.map((fact) => (
        <li key={fact.id} className="flex flex-wrap gap-x-3">
          <span className="text-ink">{names[fact.type]}</span>
          {fact.status !== "succeeded" && <State value={fact.status} />}
          <Money {...fact.amount} />
          <span>{saidBy(fact.source)}</span>
          <span className="ml-auto">
            <Time at={fact.occurredAt} />
          </span>
        </li>
      ))}
    </ol>
  );
}

const names: Record<Fact["type"], string> = {
  authorization: "Authorized",
  capture: "Captured",
  void: "Let go of",
  refund: "Refunded",
  chargeback: "Taken back by the bank",
  chargeback_reversal: "Returned by the bank",
};

function saidBy(source: Fact["source"]): string {
  if (source === "webhook") return "told by the provider";
  return source === "job" ? "found by asking the provider" : "by us";
}
