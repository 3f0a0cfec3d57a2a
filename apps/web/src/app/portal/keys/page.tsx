import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { KeyList } from "../../../components/keys/key-list.tsx";
import { NewKey } from "../../../components/keys/new-key.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { runtime } from "../../../runtime.ts";
import { Hydrate, requireDeveloper, serverApi } from "../../../trpc/server.tsx";

export const metadata: Metadata = { title: "API keys" };

const loadFilters = createLoader({ cursor: parseAsString });

export default async function PortalKeysPage(props: { searchParams: Promise<SearchParams> }) {
  const { partnerId } = await requireDeveloper();
  const { queryClient, trpc } = serverApi();
  const { appUrl, versions } = runtime();
  const input = listInput({ partnerId, ...(await loadFilters(props.searchParams)) });
  await queryClient.prefetchQuery(trpc.keys.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader
        title="API keys"
        actions={<NewKey partnerId={partnerId} appUrl={appUrl} versions={versions} />}
      />
      <div className="px-4 py-3 sm:px-6">
        <KeyList partnerId={partnerId} basePath="/portal/keys" versions={versions} />
      </div>
    </Hydrate>
  );
}
