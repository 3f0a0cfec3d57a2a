"use client";

import { Notice, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { Money } from "../../../../components/money.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { words } from "../../../../words.ts";

type Dispute = Outputs["disputes"]["list"]["data"][number];

/** What buyers complain about at their banks; nothing while nobody does. */
export function OrderDisputes({ orderId }: { orderId: string }) {
  const trpc = useTRPC();
  const { data: disputes } = useQuery(trpc.disputes.list.queryOptions({ orderId, limit: 100 }));
  if (!disputes || disputes.data.length === 0) return null;
  const isBlocked = disputes.data.some((one) => !one.refundable && isUndecided(one));
  return (
    <DetailSection title="Disputes">
      {isBlocked && (
        <div className="pb-2">
          <Notice tone="warn">
            Nothing can be refunded here: the buyer's bank decides who gets the money, and a refund
            beside it would pay the buyer twice. Answer at the provider.
          </Notice>
        </div>
      )}
      <ul className="border-t border-line-strong text-table">
        {disputes.data.map(({ id, amount, reason, status, evidenceDueAt: due }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-1.5"
          >
            <span className="font-semibold">
              <Money {...amount} />
            </span>
            <State value={status} />
            <span>{words(reason)}</span>
            {due && toAnswer.has(status) && (
              <span className="ml-auto text-ink-2">
                Evidence due <Time at={due} full />
              </span>
            )}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

export function isUndecided({ status }: Dispute): boolean {
  return toAnswer.has(status) || status === "under_review";
}

const toAnswer: ReadonlySet<Dispute["status"]> = new Set(["inquiry", "needs_response"]);
