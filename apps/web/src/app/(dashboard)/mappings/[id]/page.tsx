import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { MappingDetail } from "./mapping-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Mapping" };

export default async function MappingPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const [{ permissions }] = await Promise.all([
    requireMe(),
    orElsewhere(queryClient.fetchQuery(trpc.mappings.get.queryOptions({ id }))),
  ]);
  return (
    <Hydrate>
      <MappingDetail id={id} mayWrite={permissions.includes("connectors:write")} />
    </Hydrate>
  );
}
