import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { runtime } from "../../../runtime.ts";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { loadRequestFilters, logInput, toFilter } from "./filters.ts";
import { RequestExplorer } from "./request-explorer.tsx";
import { trafficFilter } from "./traffic/traffic-filter.ts";

export const metadata: Metadata = { title: "Requests" };

export default async function RequestsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  const { view: _, ...filters } = await loadRequestFilters(props.searchParams);
  const { asked } = trafficFilter(toFilter(filters).filter);
  await Promise.all([
    queryClient.prefetchQuery(trpc.logs.list.queryOptions(logInput(filters))),
    queryClient.prefetchQuery(trpc.metrics.traffic.queryOptions(asked)),
    queryClient.prefetchQuery(trpc.views.list.queryOptions({ list: "requests" })),
  ]);
  return (
    <Hydrate>
      <RequestExplorer appUrl={runtime().appUrl} mayShare={permissions.includes("logs:write")} />
    </Hydrate>
  );
}
