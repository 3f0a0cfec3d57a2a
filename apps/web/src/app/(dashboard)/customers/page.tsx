import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ExportAction } from "../../../components/export-action.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { CustomerList } from "./customer-list.tsx";
import { loadCustomerFilters } from "./filters.ts";

export const metadata: Metadata = { title: "Customers" };

export default async function CustomersPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadCustomerFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.customers.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader title="Customers" actions={<ExportAction kind="customers" />} />
      <CustomerList />
    </Hydrate>
  );
}
