import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { Can } from "../../../components/can.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { ConnectionList } from "./connection-list.tsx";

export const metadata: Metadata = { title: "Connections" };

const loadFilters = createLoader({ cursor: parseAsString });

export default async function ConnectionsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.connections.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader
        title="Connections"
        actions={
          <Can permission="connectors:write">
            <LinkButton href="/connections/new" variant="primary" size="sm">
              New connection
            </LinkButton>
          </Can>
        }
      />
      <div className="px-4 py-3 sm:px-6">
        <p className="max-w-180 pb-3 text-table text-ink-2">
          Any API of somebody else. Connect it once, try its operations here, then let mappings call
          them when something happens in the shop.
        </p>
        <ConnectionList />
      </div>
    </Hydrate>
  );
}
