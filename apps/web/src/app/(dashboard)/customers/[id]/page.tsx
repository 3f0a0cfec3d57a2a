import { erasingRoles } from "@crossdock/api/schemas";
import type { Metadata } from "next";
import { listInput } from "../../../../filters.ts";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { CustomerDetail } from "./customer-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, email } = await loadCustomer((await params).id);
  return { title: name ?? email };
}

export default async function CustomerPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const [{ permissions, role }] = await Promise.all([
    requireMe(),
    loadCustomer(id),
    queryClient.prefetchQuery(trpc.addresses.list.queryOptions({ customerId: id, limit: 50 })),
    queryClient.prefetchQuery(trpc.orders.list.queryOptions(listInput({ customerId: id }))),
  ]);
  return (
    <Hydrate>
      <CustomerDetail
        id={id}
        permissions={permissions}
        mayErase={erasingRoles.includes(role ?? "")}
      />
    </Hydrate>
  );
}

function loadCustomer(id: string) {
  const { queryClient, trpc } = serverApi();
  return orElsewhere(queryClient.fetchQuery(trpc.customers.get.queryOptions({ id })));
}
