import type { Metadata } from "next";
import { runtime } from "../../runtime.ts";
import { Hydrate, requireMe, serverApi } from "../../trpc/server.tsx";
import { apiToday } from "./overview/api-filter.ts";
import { Overview } from "./overview/overview.tsx";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const { queryClient, trpc } = serverApi();
  const { permissions, shop } = await requireMe();
  await Promise.all([
    queryClient.prefetchQuery(trpc.shop.overview.queryOptions({})),
    queryClient.prefetchQuery(trpc.orders.list.queryOptions({ limit: 8 })),
    queryClient.prefetchQuery(trpc.keys.list.queryOptions({ limit: 1 })),
    permissions.includes("logs:read") &&
      queryClient.prefetchQuery(trpc.metrics.traffic.queryOptions(apiToday)),
  ]);
  return (
    <Hydrate>
      <Overview
        appUrl={runtime().appUrl}
        demo={shop.demo}
        mayStart={permissions.includes("shop:write")}
        seesAlerts={permissions.includes("alerts:read")}
      />
    </Hydrate>
  );
}
