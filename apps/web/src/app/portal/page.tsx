import type { Metadata } from "next";
import { Hydrate, requireDeveloper, serverApi } from "../../trpc/server.tsx";
import { PortalOverview } from "./portal-overview.tsx";

export const metadata: Metadata = { title: "Overview" };

export default async function PortalPage() {
  await requireDeveloper();
  const { queryClient, trpc } = serverApi();
  await Promise.all([
    queryClient.prefetchQuery(trpc.partners.mine.queryOptions({})),
    queryClient.prefetchQuery(trpc.keys.list.queryOptions({ limit: 100 })),
    queryClient.prefetchQuery(trpc.usage.get.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <PortalOverview />
    </Hydrate>
  );
}
