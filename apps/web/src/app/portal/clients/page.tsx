import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { ClientList } from "../../../components/clients/client-list.tsx";
import { NewClient } from "../../../components/clients/new-client.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { runtime } from "../../../runtime.ts";
import { Hydrate, requireDeveloper, serverApi } from "../../../trpc/server.tsx";

export const metadata: Metadata = { title: "OAuth clients" };

const loadFilters = createLoader({ cursor: parseAsString });

export default async function PortalClientsPage(props: { searchParams: Promise<SearchParams> }) {
  await requireDeveloper();
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.clients.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader title="OAuth clients" actions={<NewClient appUrl={runtime().appUrl} />} />
      <div className="px-4 py-3 sm:px-6">
        <ClientList base="/portal/clients" />
      </div>
    </Hydrate>
  );
}
