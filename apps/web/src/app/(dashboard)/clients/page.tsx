import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { Can } from "../../../components/can.tsx";
import { ClientList } from "../../../components/clients/client-list.tsx";
import { NewClient } from "../../../components/clients/new-client.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { runtime } from "../../../runtime.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";

export const metadata: Metadata = { title: "OAuth clients" };

const loadFilters = createLoader({ cursor: parseAsString });

export default async function ClientsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.clients.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader
        title="OAuth clients"
        actions={
          <Can permission="clients:write">
            <NewClient appUrl={runtime().appUrl} />
          </Can>
        }
      />
      <div className="px-4 py-3 sm:px-6">
        <p className="max-w-180 pb-3 text-table text-ink-2">
          Programs of the shop and of its partners that get access tokens, and those that customers
          have allowed to act for them.
        </p>
        <ClientList base="/clients" ofAll />
      </div>
    </Hydrate>
  );
}
