import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { runtime } from "../../../runtime.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { loadInboundFilters } from "./filters.ts";
import { InboundList } from "./inbound-list.tsx";

export const metadata: Metadata = { title: "Inbound events" };

export default async function InboundPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadInboundFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.inbox.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader title="Inbound events" />
      <InboundList appUrl={runtime().appUrl} />
    </Hydrate>
  );
}
