import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { setOnly } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { ApiHeader } from "./api-header.tsx";
import { loadOperationFilters } from "./filters.ts";
import { OperationList } from "./operation-list.tsx";
import { Versions } from "./versions.tsx";

export const metadata: Metadata = { title: "API" };

export default async function OperationsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = setOnly(await loadOperationFilters(props.searchParams));
  await Promise.all([
    queryClient.prefetchQuery(trpc.operations.list.queryOptions(input)),
    queryClient.prefetchQuery(trpc.operations.usage.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <ApiHeader />
      <Versions />
      <OperationList />
    </Hydrate>
  );
}
