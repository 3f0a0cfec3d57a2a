import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { InboundDetail } from "./inbound-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Inbound event" };

export default async function InboundEventPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await orElsewhere(queryClient.fetchQuery(trpc.inbox.get.queryOptions({ id })));
  return (
    <Hydrate>
      <InboundDetail id={id} mayWrite={permissions.includes("connectors:write")} />
    </Hydrate>
  );
}
