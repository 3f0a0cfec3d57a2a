import type { Metadata } from "next";
import { Hydrate, orElsewhere, requireMe, serverApi } from "../../../../trpc/server.tsx";
import { JobDetail } from "./job-detail.tsx";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Job" };

export default async function JobPage({ params }: Props) {
  const { id } = await params;
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  await orElsewhere(queryClient.fetchQuery(trpc.jobs.get.queryOptions({ id })));
  return (
    <Hydrate>
      <JobDetail id={id} mayWrite={permissions.includes("jobs:write")} />
    </Hydrate>
  );
}
