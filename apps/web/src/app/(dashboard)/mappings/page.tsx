import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { Can } from "../../../components/can.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { MappingList } from "./mapping-list.tsx";

export const metadata: Metadata = { title: "Mappings" };

const loadFilters = createLoader({ cursor: parseAsString });

export default async function MappingsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.mappings.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader
        title="Mappings"
        actions={
          <Can permission="connectors:write">
            <LinkButton href="/mappings/new" variant="primary" size="sm">
              New mapping
            </LinkButton>
          </Can>
        }
      />
      <div className="px-4 py-3 sm:px-6">
        <p className="max-w-180 pb-3 text-table text-ink-2">
          What happens here calls somebody else's API; what somebody else tells us by webhook calls
          ours. Without code, tried before it is switched on, and logged.
        </p>
        <MappingList />
      </div>
    </Hydrate>
  );
}
