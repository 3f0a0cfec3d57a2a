"use client";

import type { Transport } from "@crossdock/api/schemas";
import type { TimelineEntry } from "@crossdock/ui";
import { CopyId, Time, Timeline } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";

type Entry = Outputs["orders"]["history"]["data"][number];

/** Who did what to the order, by which transport, in which request. */
export function OrderHistory({ orderId }: { orderId: string }) {
  const trpc = useTRPC();
  const { data: history } = useQuery(trpc.orders.history.queryOptions({ id: orderId }));
  if (!history) return null;
  return (
    <DetailSection title="History">
      <Timeline entries={history.data.toReversed().map(toEntry)} />
    </DetailSection>
  );
}

function toEntry({ id, action, actor, transport, requestId, createdAt }: Entry): TimelineEntry {
  const step = steps[action];
  return {
    id,
    tone: step?.tone ?? "info",
    title: step?.words ?? <code className="font-mono text-meta">{action}</code>,
    meta: (
      <>
        <span>{actor.name}</span>
        <span>by {transports[transport] ?? transport}</span>
        <Time at={createdAt} />
        <CopyId id={requestId} short />
      </>
    ),
  };
}

const steps: Record<string, { tone: TimelineEntry["tone"]; words: string }> = {
  "orders.create": { tone: "info", words: "Order placed" },
  "orders.cancel": { tone: "off", words: "Order canceled" },
  "payments.start": { tone: "info", words: "Payment page opened at the provider" },
  "inbox.process": { tone: "ok", words: "The provider's event was worked off" },
  "notifications.confirmOrder": { tone: "info", words: "Confirmation e-mail written" },
  "payments.markPaid": { tone: "ok", words: "Marked paid" },
  "fulfillments.create": { tone: "ok", words: "Shipped" },
};

const transports: Record<string, string> = {
  trpc: "dashboard",
  rest: "REST API",
  mcp: "MCP",
  webhook: "webhook",
  job: "background job",
  cli: "command line",
  page: "sign-in page",
  seed: "demo data",
} satisfies Record<Transport, string>;
