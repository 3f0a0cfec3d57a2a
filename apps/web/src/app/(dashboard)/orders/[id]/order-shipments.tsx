"use client";

import { Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";

/** What has been shipped; nothing while nothing has. */
export function OrderShipments({ orderId }: { orderId: string }) {
  const trpc = useTRPC();
  const { data: shipments } = useQuery(trpc.fulfillments.list.queryOptions({ orderId }));
  if (!shipments || shipments.data.length === 0) return null;
  return (
    <DetailSection title="Shipments">
      <ul className="border-t border-line-strong text-table">
        {shipments.data.map(({ id, carrier, trackingNumber, trackingUrl, shippedAt }) => (
          <li key={id} className="flex flex-wrap gap-x-6 border-b border-line py-2">
            <span className="font-semibold">{carrier ?? "Shipped"}</span>
            {trackingUrl ? (
              <a href={trackingUrl} rel="noreferrer" className="link">
                {trackingNumber ?? "Tracking"}
              </a>
            ) : (
              <span className="font-mono text-meta">{trackingNumber}</span>
            )}
            <span className="ml-auto text-ink-2">
              <Time at={shippedAt} />
            </span>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
