import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { Can } from "../../../../components/can.tsx";
import { listInput } from "../../../../filters.ts";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, serverApi } from "../../../../trpc/server.tsx";
import { InboundHeader } from "../inbound-header.tsx";
import { NewSource } from "./new-source.tsx";
import { SourceList } from "./source-list.tsx";

export const metadata: Metadata = { title: "Sources of webhooks" };

const loadFilters = createLoader({ cursor: parseAsString });

export default async function SourcesPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.inboundSources.list.queryOptions(input));
  const { appUrl } = runtime();
  return (
    <Hydrate>
      <InboundHeader
        actions={
          <Can permission="connectors:write">
            <NewSource appUrl={appUrl} />
          </Can>
        }
      />
      <SourceList appUrl={appUrl} />
    </Hydrate>
  );
}
