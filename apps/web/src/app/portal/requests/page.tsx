import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { runtime } from "../../../runtime.ts";
import { Hydrate, requireDeveloper, serverApi } from "../../../trpc/server.tsx";
import { loadRequestFilters, logInput } from "../../(dashboard)/requests/filters.ts";
import { portalFilters } from "./filters.ts";
import { PortalRequests } from "./portal-requests.tsx";

export const metadata: Metadata = { title: "Requests" };

export default async function PortalRequestsPage(props: { searchParams: Promise<SearchParams> }) {
  await requireDeveloper();
  const { queryClient, trpc } = serverApi();
  const { view: _, ...filters } = await loadRequestFilters(props.searchParams);
  await Promise.all([
    queryClient.prefetchQuery(
      trpc.logs.list.queryOptions(logInput({ ...portalFilters(filters), cursor: filters.cursor })),
    ),
    queryClient.prefetchQuery(trpc.usage.get.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PortalRequests appUrl={runtime().appUrl} />
    </Hydrate>
  );
}
