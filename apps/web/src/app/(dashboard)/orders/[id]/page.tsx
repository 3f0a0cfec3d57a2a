import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { OrderDetail } from "./order-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Order #${(await loadOrder((await params).id)).number}` };
}

export default async function OrderPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const [{ permissions }] = await Promise.all([
    requireMe(),
    loadOrder(id),
    queryClient.prefetchQuery(trpc.fulfillments.list.queryOptions({ orderId: id, limit: 100 })),
    queryClient.prefetchQuery(trpc.payments.list.queryOptions({ orderId: id, limit: 100 })),
    queryClient.prefetchQuery(trpc.refunds.list.queryOptions({ orderId: id, limit: 100 })),
    queryClient.prefetchQuery(trpc.disputes.list.queryOptions({ orderId: id, limit: 100 })),
  ]);
  return (
    <Hydrate>
      <OrderDetail id={id} permissions={permissions} />
    </Hydrate>
  );
}

function loadOrder(id: string) {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.orders.get.queryOptions({ id })));
}
