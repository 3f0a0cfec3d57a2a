import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { createLoader, parseAsString } from "nuqs/server";
import { listInput } from "../../../filters.ts";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { AlertHistory } from "./alert-history.tsx";
import { AlertsHeader } from "./alerts-header.tsx";
import { OpenAlerts } from "./open-alerts.tsx";

export const metadata: Metadata = { title: "Alerts" };

const loadCursor = createLoader({ cursor: parseAsString });

export default async function AlertsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const history = listInput({
    ...(await loadCursor(props.searchParams)),
    state: "resolved" as const,
  });
  const [{ permissions }] = await Promise.all([
    requireMe(),
    queryClient.prefetchQuery(trpc.alerts.list.queryOptions({ state: "open", limit: 100 })),
    queryClient.prefetchQuery(trpc.alerts.list.queryOptions(history)),
    queryClient.prefetchQuery(trpc.alertRules.list.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <AlertsHeader />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <OpenAlerts mayWrite={permissions.includes("alerts:write")} />
        <AlertHistory />
      </div>
    </Hydrate>
  );
}
