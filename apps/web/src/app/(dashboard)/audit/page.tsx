import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { AuditList } from "./audit-list.tsx";
import { loadAuditFilters } from "./filters.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadAuditFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.audit.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader title="Audit log" />
      <AuditList />
    </Hydrate>
  );
}
