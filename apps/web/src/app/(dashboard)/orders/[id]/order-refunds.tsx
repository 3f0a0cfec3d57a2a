"use client";

import { CopyId, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { Money } from "../../../../components/money.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Order } from "./order-detail.tsx";
import type { Refund } from "./refund-dialog.tsx";

/** The money that was given back, here or at the provider; nothing while none was. */
export function OrderRefunds({ order }: { order: Order }) {
  const trpc = useTRPC();
  const { data: refunds } = useQuery(
    trpc.refunds.list.queryOptions({ orderId: order.id, limit: 100 }),
  );
  if (!refunds || refunds.data.length === 0) return null;
  return (
    <DetailSection title="Refunds">
      <ul className="border-t border-line-strong text-table">
        {refunds.data.map((refund) => (
          <li key={refund.id} className="flex flex-col gap-1 border-b border-line py-1.5">
            <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
              <span className="font-semibold">
                <Money {...refund.amount} />
              </span>
              <State value={refund.status} />
              <CopyId id={refund.id} short />
              <span className="ml-auto text-ink-2">
                <Time at={refund.createdAt} />
              </span>
            </div>
            <p className="text-meta text-ink-2">{describe(refund)}</p>
            {refund.failureReason && (
              <p className="text-bad">The provider refused it: {refund.failureReason}</p>
            )}
            <Lines order={order} refund={refund} />
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

function describe({ source, reason }: Refund): string {
  const where = source === "own" ? "Given back here" : "Given back at the provider";
  return reason === null ? where : `${where}: ${reason}`;
}

function Lines({ order, refund }: { order: Order; refund: Refund }) {
  if (refund.lines.length === 0) return null;
  return (
    <ul className="text-ink-2">
      {refund.lines.map(({ lineId, quantity, restock }) => (
        <li key={lineId}>
          {quantity} × {order.lines.find(({ id }) => id === lineId)?.title}
          {restock && ", back on the shelf"}
        </li>
      ))}
    </ul>
  );
}
