import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { Can } from "../../../components/can.tsx";
import { KeyList } from "../../../components/keys/key-list.tsx";
import { NewKey } from "../../../components/keys/new-key.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { runtime } from "../../../runtime.ts";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";

export const metadata: Metadata = { title: "API keys" };

const loadFilters = createLoader({ cursor: parseAsString });

export default async function KeysPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  await requireMe();
  const { appUrl, versions } = runtime();
  const input = listInput({ partnerId: null, ...(await loadFilters(props.searchParams)) });
  await queryClient.prefetchQuery(trpc.keys.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader
        title="API keys"
        actions={
          <Can permission="keys:write">
            <NewKey appUrl={appUrl} versions={versions} />
          </Can>
        }
      />
      <div className="px-4 py-3 sm:px-6">
        <p className="max-w-180 pb-3 text-table text-ink-2">
          Keys of all partners and of the shop itself. A partner's key is made on the partner's
          page.
        </p>
        <KeyList basePath="/keys" versions={versions} />
      </div>
    </Hydrate>
  );
}
