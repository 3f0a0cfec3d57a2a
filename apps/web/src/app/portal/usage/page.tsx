import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { PageHeader } from "../../../components/page-header.tsx";
import { setOnly } from "../../../filters.ts";
import { runtime } from "../../../runtime.ts";
import { Hydrate, requireDeveloper, serverApi } from "../../../trpc/server.tsx";
import { ExportMonth } from "./export-month.tsx";
import { loadUsageFilters } from "./filters.ts";
import { PortalUsage } from "./portal-usage.tsx";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage(props: { searchParams: Promise<SearchParams> }) {
  await requireDeveloper();
  const { queryClient, trpc } = serverApi();
  const input = setOnly(await loadUsageFilters(props.searchParams));
  await Promise.all([
    queryClient.prefetchQuery(trpc.usage.get.queryOptions(input)),
    queryClient.prefetchQuery(trpc.usage.months.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PageHeader title="Usage" actions={<ExportMonth />} />
      <PortalUsage versions={runtime().versions.map(({ name }) => name)} />
    </Hydrate>
  );
}
