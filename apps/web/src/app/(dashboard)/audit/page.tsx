import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { AuditList } from "./audit-list.tsx";
import { ChainState } from "./chain-state.tsx";
import { ExportButton } from "./export-button.tsx";
import { loadAuditFilters } from "./filters.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadAuditFilters(props.searchParams));
  await Promise.all([
    queryClient.prefetchQuery(trpc.audit.list.queryOptions(input)),
    queryClient.prefetchQuery(trpc.audit.chain.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PageHeader title="Audit log" facts={<ChainState />} actions={<ExportButton />} />
      <AuditList />
    </Hydrate>
  );
}
