import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Hydrate, serverApi } from "../../../../trpc/server.tsx";
import { loadRequestFilters, toFilter } from "../filters.ts";
import { RequestsHeader } from "../requests-header.tsx";
import { ErrorGroups } from "./error-groups.tsx";

export const metadata: Metadata = { title: "Errors" };

export default async function ErrorsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const { filter } = toFilter(await loadRequestFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.logs.errors.queryOptions(filter));
  return (
    <Hydrate>
      <RequestsHeader />
      <ErrorGroups />
    </Hydrate>
  );
}
