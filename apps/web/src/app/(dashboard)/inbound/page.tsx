import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { listInput } from "../../../filters.ts";
import { runtime } from "../../../runtime.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { loadInboundFilters } from "./filters.ts";
import { InboundHeader } from "./inbound-header.tsx";
import { InboundList } from "./inbound-list.tsx";
import { Reconciliations } from "./reconciliations.tsx";

export const metadata: Metadata = { title: "Inbound events" };

export default async function InboundPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadInboundFilters(props.searchParams));
  await Promise.all([
    queryClient.prefetchQuery(trpc.inbox.list.queryOptions(input)),
    queryClient.prefetchQuery(trpc.inbox.doors.queryOptions({})),
    queryClient.prefetchQuery(trpc.inbox.figures.queryOptions({})),
    queryClient.prefetchQuery(trpc.inbox.reconciliations.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <InboundHeader />
      <Reconciliations />
      <InboundList appUrl={runtime().appUrl} />
    </Hydrate>
  );
}
