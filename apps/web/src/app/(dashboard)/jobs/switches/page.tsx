import type { Metadata } from "next";
import { Hydrate, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { JobsHeader } from "../jobs-header.tsx";
import { Switches } from "./switches.tsx";

export const metadata: Metadata = { title: "Switches" };

export default async function SwitchesPage() {
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await queryClient.prefetchQuery(trpc.pauses.list.queryOptions({}));
  return (
    <Hydrate>
      <JobsHeader />
      <Switches mayWrite={permissions.includes("pauses:write")} />
    </Hydrate>
  );
}
