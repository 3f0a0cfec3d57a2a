import type { Metadata } from "next";
import { PageHeader } from "../../../components/page-header.tsx";
import { Hydrate, requireDeveloper, serverApi } from "../../../trpc/server.tsx";
import { ExportList } from "../../(dashboard)/exports/export-list.tsx";

export const metadata: Metadata = { title: "Exports" };

export default async function PortalExportsPage() {
  await requireDeveloper();
  const { queryClient, trpc } = serverApi();
  await queryClient.prefetchQuery(trpc.exports.list.queryOptions({}));
  return (
    <Hydrate>
      <PageHeader title="Exports" />
      <ExportList empty="Requests and Usage have a button for it above them." />
    </Hydrate>
  );
}
