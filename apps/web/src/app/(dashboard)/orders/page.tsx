import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ExportAction } from "../../../components/export-action.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { loadOrderFilters } from "./filters.ts";
import { OrderList } from "./order-list.tsx";

export const metadata: Metadata = { title: "Orders" };

export default async function OrdersPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const filters = listInput(await loadOrderFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.orders.list.queryOptions(filters));
  return (
    <Hydrate>
      <PageHeader title="Orders" actions={<ExportAction kind="orders" />} />
      <OrderList />
    </Hydrate>
  );
}
