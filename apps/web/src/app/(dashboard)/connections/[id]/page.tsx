import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { ConnectionDetail } from "./connection-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const [{ permissions }] = await Promise.all([
    requireMe(),
    orElsewhere(queryClient.fetchQuery(trpc.connections.get.queryOptions({ id }))),
    orElsewhere(queryClient.fetchQuery(trpc.connections.operations.queryOptions({ id }))),
  ]);
  return (
    <Hydrate>
      <ConnectionDetail id={id} mayWrite={permissions.includes("connectors:write")} />
    </Hydrate>
  );
}
