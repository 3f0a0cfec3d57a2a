import type { Metadata } from "next";
import { PageHeader } from "../../../components/page-header.tsx";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { ExportList } from "./export-list.tsx";

export const metadata: Metadata = { title: "Exports" };

export default async function ExportsPage() {
  const { queryClient, trpc } = serverApi();
  await Promise.all([requireMe(), queryClient.prefetchQuery(trpc.exports.list.queryOptions({}))]);
  return (
    <Hydrate>
      <PageHeader title="Exports" />
      <ExportList empty="Orders, customers, products and requests have a button Export above their list." />
    </Hydrate>
  );
}
