import type { ReactNode } from "react";
import { PauseBanner } from "../../components/pauses/pause-banner.tsx";
import { Shell } from "../../components/shell/shell.tsx";
import { orElsewhere, requireMe, serverApi } from "../../trpc/server.tsx";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const me = await requireMe();
  const { queryClient, trpc } = serverApi();
  const pauses = await orElsewhere(queryClient.fetchQuery(trpc.pauses.list.queryOptions({})));
  return (
    <Shell me={me}>
      <PauseBanner pauses={pauses} mayWrite={me.permissions.includes("pauses:write")} />
      {children}
    </Shell>
  );
}
