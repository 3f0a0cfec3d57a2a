import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Can } from "../../../components/can.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { loadPartnerFilters } from "./filters.ts";
import { NewPartner } from "./new-partner.tsx";
import { PartnerList } from "./partner-list.tsx";

export const metadata: Metadata = { title: "Partners" };

export default async function PartnersPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadPartnerFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.partners.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader
        title="Partners"
        actions={
          <Can permission="partners:write">
            <NewPartner />
          </Can>
        }
      />
      <PartnerList />
    </Hydrate>
  );
}
