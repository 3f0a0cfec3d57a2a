import type { Metadata } from "next";
import { runtime } from "../../../../runtime.ts";
import { Hydrate, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { RequestPage } from "./request-page.tsx";

type Props = { params: Promise<{ requestId: string }> };

export const metadata: Metadata = { title: "Request" };

export default async function InspectorPage({ params }: Props) {
  const { requestId } = await params;
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await queryClient.prefetchQuery(trpc.logs.get.queryOptions({ requestId }));
  return (
    <Hydrate>
      <RequestPage
        requestId={requestId}
        appUrl={runtime().appUrl}
        mayReplay={permissions.includes("logs:write")}
      />
    </Hydrate>
  );
}
