import type { Metadata } from "next";
import { PageHeader } from "../../../components/page-header.tsx";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { ConnectorSections } from "./connector-sections.tsx";

export const metadata: Metadata = { title: "Connectors" };

export default async function ConnectorsPage() {
  const { queryClient, trpc } = serverApi();
  const [{ permissions }] = await Promise.all([
    requireMe(),
    queryClient.prefetchQuery(trpc.connectors.list.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PageHeader title="Connectors" />
      <ConnectorSections mayChange={permissions.includes("connectors:write")} />
    </Hydrate>
  );
}
