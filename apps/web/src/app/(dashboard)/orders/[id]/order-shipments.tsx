"use client";

import { Time } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";

type Shipment = Outputs["fulfillments"]["list"]["data"][number];

/** What has been shipped, and what became of it; nothing while nothing has. */
export function OrderShipments({ orderId, mayWrite }: { orderId: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: shipments } = useQuery(
    trpc.fulfillments.list.queryOptions({ orderId, limit: 100 }),
  );
  if (!shipments || shipments.data.length === 0) return null;
  return (
    <DetailSection title="Shipments">
      <ul className="border-t border-line-strong text-table">
        {shipments.data.map((shipment) => (
          <li key={shipment.id} className="flex flex-col gap-1 border-b border-line py-2">
            <Head shipment={shipment} />
            <ul className="text-ink-2">
              {shipment.lines.map(({ lineId, title, quantity }) => (
                <li key={lineId}>
                  {quantity} × {title}
                </li>
              ))}
            </ul>
            {mayWrite && shipment.status === "shipped" && <Steps shipment={shipment} />}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

function Head({ shipment }: { shipment: Shipment }) {
  const { status, carrier, trackingNumber, trackingUrl } = shipment;
  const { shippedAt, deliveredAt, canceledAt } = shipment;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <span className="font-semibold">{carrier ?? "Parcel"}</span>
      <State value={status} />
      {trackingUrl ? (
        <a href={trackingUrl} rel="noreferrer" className="link">
          {trackingNumber ?? "Tracking"}
        </a>
      ) : (
        <span className="font-mono text-meta">{trackingNumber}</span>
      )}
      <span className="ml-auto text-ink-2">
        <Time at={deliveredAt ?? canceledAt ?? shippedAt} />
      </span>
    </div>
  );
}

function Steps({ shipment: { id } }: { shipment: Shipment }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const deliver = useMutation(trpc.fulfillments.deliver.mutationOptions());
  const cancel = useMutation(trpc.fulfillments.cancel.mutationOptions());
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      <ConfirmButton
        verb="Mark delivered"
        title="Has this parcel arrived?"
        consequence="Notes that the buyer has it. It cannot be canceled afterwards."
        run={() => deliver.mutateAsync({ id }).then(refresh)}
        done="The parcel is delivered"
      />
      <ConfirmButton
        danger
        verb="Cancel shipment"
        title="Cancel this shipment?"
        consequence="What is in it is on the shelf again, reserved for this order, which is then to be shipped anew. The buyer gets no e-mail about it."
        run={() => cancel.mutateAsync({ id }).then(refresh)}
        done="The shipment is canceled"
      />
    </div>
  );
}
