import type { Metadata } from "next";
import { PageHeader } from "../../../components/page-header.tsx";
import { Hydrate, serverApi } from "../../../trpc/server.tsx";
import { ConnectorList } from "./connector-list.tsx";

export const metadata: Metadata = { title: "Connectors" };

export default async function ConnectorsPage() {
  const { queryClient, trpc } = serverApi();
  await queryClient.prefetchQuery(trpc.connectors.list.queryOptions({}));
  return (
    <Hydrate>
      <PageHeader title="Connectors" />
      <ConnectorList />
    </Hydrate>
  );
}
