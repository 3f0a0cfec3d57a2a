"use client";

import { CodeBlock, CopyId, EmptyState, KeyValues, Notice, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PageHeader } from "../../../../components/page-header.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { queueWords, refreshMs } from "../filters.ts";
import { JobActions } from "./job-actions.tsx";

/** What one job is about, as far as it may be told, and what has become of it. */
export function JobDetail({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: job } = useQuery(
    trpc.jobs.get.queryOptions({ id }, { refetchInterval: refreshMs, retry: false }),
  );
  if (!job) return <EmptyState kind="failed" title="There is no such job any more" level={1} />;
  const time = (at: string | null) => at && <Time at={at} full />;
  const isOpen = job.state !== "running" && job.state !== "done";
  return (
    <>
      <PageHeader
        title={queueWords(job.queue)}
        facts={<State value={job.state} />}
        actions={mayWrite && isOpen && <JobActions job={job} />}
      />
      <div className="flex max-w-4xl flex-col gap-6 px-4 py-5 sm:px-6">
        {job.error && <Notice tone={job.state === "done" ? "info" : "bad"}>{job.error}</Notice>}
        <KeyValues
          items={[
            [
              "Queue",
              <Link
                key="queue"
                className="link"
                href={`/jobs?queue=${job.queue}&state=${job.state}`}
              >
                {job.queue}
              </Link>,
            ],
            ["Attempts", `${job.attempts} of ${job.attemptsMax}`],
            ["Put in the queue", time(job.createdAt)],
            ["Due", time(job.dueAt)],
            ["Last begun", time(job.startedAt)],
            ["Ended", time(job.endedAt)],
            ["Id", <CopyId key="id" id={job.id} />],
          ]}
        />
        <CodeBlock
          label="Data, masked: ids and numbers alone are shown"
          code={JSON.stringify(job.data, null, 2)}
        />
      </div>
    </>
  );
}
