import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { Can } from "../../../components/can.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { IssuerList } from "./issuer-list.tsx";
import { NewIssuer } from "./new-issuer.tsx";
import { TestToken } from "./test-token.tsx";

export const metadata: Metadata = { title: "Trusted issuers" };

const loadFilters = createLoader({ cursor: parseAsString });

export default async function IssuersPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  const input = listInput(await loadFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.issuers.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader
        title="Trusted issuers"
        actions={
          <Can permission="issuers:write">
            <TestToken />
            <NewIssuer />
          </Can>
        }
      />
      <div className="px-4 py-3 sm:px-6">
        <p className="max-w-180 pb-3 text-table text-ink-2">
          Whoever signs in elsewhere can call the API with the token (JWT) of that place. You say
          whose tokens count, and what they may do.
        </p>
        <IssuerList mayWrite={permissions.includes("issuers:write")} />
      </div>
    </Hydrate>
  );
}
