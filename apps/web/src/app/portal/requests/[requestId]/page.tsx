import type { Metadata } from "next";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, orElsewhere, requireDeveloper, serverApi } from "../../../../trpc/server.tsx";
import { PortalRequest } from "./portal-request.tsx";

type Props = { params: Promise<{ requestId: string }> };

export const metadata: Metadata = { title: "Request" };

export default async function PortalRequestPage({ params }: Props) {
  const { requestId } = await params;
  await requireDeveloper();
  const { queryClient, trpc } = serverApi();
  await orElsewhere(queryClient.fetchQuery(trpc.logs.get.queryOptions({ requestId })));
  return (
    <Hydrate>
      <PortalRequest requestId={requestId} appUrl={runtime().appUrl} />
    </Hydrate>
  );
}
