"use client";

import { CopyId, KeyValues, Time } from "@crossdock/ui";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { OrderActions } from "./order-actions.tsx";
import { OrderDisputes } from "./order-disputes.tsx";
import { OrderHistory } from "./order-history.tsx";
import { OrderItems } from "./order-items.tsx";
import { moneyState } from "./order-money.ts";
import { OrderPayments } from "./order-payments.tsx";
import { OrderRefunds } from "./order-refunds.tsx";
import { OrderShipments } from "./order-shipments.tsx";

export type Order = Outputs["orders"]["get"];

type Props = { id: string; permissions: readonly string[] };

export function OrderDetail({ id, permissions }: Props) {
  const trpc = useTRPC();
  const { data: order } = useSuspenseQuery(trpc.orders.get.queryOptions({ id }));
  const { data: disputes } = useQuery(trpc.disputes.list.queryOptions({ orderId: id, limit: 100 }));
  const money = moneyState(order, disputes?.data ?? []);
  return (
    <>
      <PageHeader
        title={`Order #${order.number}`}
        facts={
          <>
            <State value={order.status} />
            <State value={money} />
            <State value={order.fulfillmentStatus} />
          </>
        }
        actions={<OrderActions order={order} money={money} permissions={permissions} />}
      />
      <div className="grid gap-x-10 gap-y-8 px-4 py-5 sm:px-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <OrderItems order={order} />
          <OrderDisputes orderId={id} />
          <OrderPayments order={order} mayWrite={permissions.includes("payments:write")} />
          <OrderRefunds order={order} />
          <OrderShipments orderId={id} mayWrite={permissions.includes("orders:write")} />
        </div>
        <aside className="flex min-w-0 flex-col gap-8">
          <DetailSection title="Facts">
            <KeyValues items={factsOf(order)} />
          </DetailSection>
          <OrderHistory orderId={id} />
        </aside>
      </div>
    </>
  );
}

function factsOf(order: Order) {
  const customer = order.customerId && (
    <Link href={`/customers/${order.customerId}`} className="link">
      {order.email}
    </Link>
  );
  return [
    ["Customer", customer ?? order.email],
    ["Placed", <Time key="placed" at={order.createdAt} full />],
    ["Id", <CopyId key="id" id={order.id} />],
    ["External id", order.externalId && <CopyId key="external" id={order.externalId} />],
    ...Object.entries(order.metadata).map(([name, value]) => [name, value] as const),
  ] as const;
}
