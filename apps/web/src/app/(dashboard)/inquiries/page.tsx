import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { PageHeader } from "../../../components/page-header.tsx";
import { listInput } from "../../../filters.ts";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { loadInquiryFilters } from "./filters.ts";
import { InquiryList } from "./inquiry-list.tsx";

export const metadata: Metadata = { title: "Inquiries" };

export default async function InquiriesPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const input = listInput(await loadInquiryFilters(props.searchParams));
  await queryClient.prefetchQuery(trpc.inquiries.list.queryOptions(input));
  return (
    <Hydrate>
      <PageHeader title="Inquiries" />
      <InquiryList />
    </Hydrate>
  );
}
