import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { listInput } from "../../../../filters.ts";
import { Hydrate, serverApi } from "../../../../trpc/server.tsx";
import { InboundHeader } from "../inbound-header.tsx";
import { RejectedList } from "./rejected-list.tsx";

export const metadata: Metadata = { title: "Refused webhooks" };

const loadFilters = createLoader({ connector: parseAsString, cursor: parseAsString });

export default async function RejectedPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.inbox.rejected.queryOptions(input));
  return (
    <Hydrate>
      <InboundHeader />
      <RejectedList />
    </Hydrate>
  );
}
