import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { listInput } from "../../../filters.ts";
import { Hydrate, requireMe, serverApi } from "../../../trpc/server.tsx";
import { loadJobFilters } from "./filters.ts";
import { JobList } from "./job-list.tsx";
import { JobsHeader } from "./jobs-header.tsx";
import { QueueTable } from "./queue-table.tsx";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage(props: { searchParams: Promise<SearchParams> }) {
  const { queryClient, trpc } = serverApi();
  const { permissions } = await requireMe();
  const input = listInput(await loadJobFilters(props.searchParams));
  await Promise.all([
    queryClient.prefetchQuery(trpc.jobs.list.queryOptions(input)),
    queryClient.prefetchQuery(trpc.jobs.queues.queryOptions({})),
  ]);
  return (
    <Hydrate>
      <JobsHeader />
      <div className="flex flex-col gap-6 px-4 pt-4 pb-8 sm:px-6">
        <QueueTable mayWrite={permissions.includes("jobs:write")} />
        <JobList />
      </div>
    </Hydrate>
  );
}
