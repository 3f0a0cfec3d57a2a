import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { ConnectorDetail } from "./connector-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Connector" };

export default async function ConnectorPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await Promise.all([
    orElsewhere(queryClient.fetchQuery(trpc.connectors.get.queryOptions({ id }))),
    queryClient.prefetchQuery(trpc.connectors.calls.queryOptions({ id, limit: 10 })),
  ]);
  return (
    <Hydrate>
      <ConnectorDetail id={id} mayWrite={permissions.includes("connectors:write")} />
    </Hydrate>
  );
}
