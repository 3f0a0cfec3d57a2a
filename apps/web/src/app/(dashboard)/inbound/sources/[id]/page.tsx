import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../../trpc/server.tsx";
import { SourceDetail } from "./source-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Source of webhooks" };

export default async function SourcePage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  const source = await orElsewhere(
    queryClient.fetchQuery(trpc.inboundSources.get.queryOptions({ id })),
  );
  if (source.kind === "github")
    await queryClient.prefetchQuery(trpc.inboundSources.hook.queryOptions({ id }));
  return (
    <Hydrate>
      <SourceDetail id={id} mayWrite={permissions.includes("connectors:write")} />
    </Hydrate>
  );
}
