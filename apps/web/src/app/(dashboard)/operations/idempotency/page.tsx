import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { listInput } from "../../../../filters.ts";
import { Hydrate, serverApi } from "../../../../trpc/server.tsx";
import { ApiHeader } from "../api-header.tsx";
import { loadIdempotencyFilters } from "../filters.ts";
import { IdempotencyList } from "./idempotency-list.tsx";

export const metadata: Metadata = { title: "Idempotency keys" };

export default async function IdempotencyPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadIdempotencyFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.operations.idempotency.queryOptions(input));
  return (
    <Hydrate>
      <ApiHeader />
      <IdempotencyList />
    </Hydrate>
  );
}
