"use client";

import { useQuery } from "@tanstack/react-query";
import { AuditTimeline } from "../../../../components/audit-timeline.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";

/** Who did what to the order, by which transport, in which request. */
export function OrderHistory({ orderId }: { orderId: string }) {
  const trpc = useTRPC();
  const { data: history } = useQuery(trpc.orders.history.queryOptions({ id: orderId }));
  if (!history) return null;
  return (
    <DetailSection title="History">
      <AuditTimeline entries={history.data.toReversed()} steps={steps} />
    </DetailSection>
  );
}

const steps = {
  "orders.create": { tone: "info", words: "Order placed" },
  "orders.cancel": { tone: "off", words: "Order canceled" },
  "payments.start": { tone: "info", words: "Payment page opened at the provider" },
  "inbox.process": { tone: "ok", words: "The provider's event was worked off" },
  "inventory.noticeSoldOut": { tone: "info", words: "Looked whether anything is sold out" },
  "notifications.confirmOrder": { tone: "info", words: "Confirmation e-mail written" },
  "payments.markPaid": { tone: "ok", words: "Marked paid" },
  "payments.capture": { tone: "info", words: "Capture asked for" },
  "payments.void": { tone: "info", words: "Held money to be let go of" },
  "payments.resolveReview": { tone: "ok", words: "What did not add up is settled" },
  "payments.request": { tone: "ok", words: "The provider has answered" },
  "payments.sync": { tone: "info", words: "The provider was asked" },
  "payments.complete": { tone: "ok", words: "What the buyer approved was taken" },
  "refunds.create": { tone: "info", words: "Refund asked for" },
  "refunds.finish": { tone: "ok", words: "The provider has answered the refund" },
  "fulfillments.create": { tone: "ok", words: "Shipped" },
  "fulfillments.deliver": { tone: "ok", words: "Shipment delivered" },
  "fulfillments.cancel": { tone: "warn", words: "Shipment canceled" },
  "notifications.shipOrder": { tone: "info", words: "Shipping e-mail written" },
} as const;
