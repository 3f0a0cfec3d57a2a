"use client";

import { EmptyState, Skeleton, Status, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { queueWords, refreshMs } from "./filters.ts";
import { HandleFailed } from "./handle-failed.tsx";

type Queue = Outputs["jobs"]["queues"]["data"][number];

/** Every queue in which something waits, runs or has failed; the others where they are asked for. */
export function QueueTable({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const [all, setAll] = useState(false);
  const query = useQuery(trpc.jobs.queues.queryOptions({}, { refetchInterval: refreshMs }));
  if (query.isPending) return <Skeleton lines={6} />;
  if (query.isError) return <EmptyState kind="failed" title="The queues cannot be read now" />;
  const { at, data } = query.data;
  const busy = data.filter((queue) => states.some((state) => queue[state] > 0));
  const shown = all ? data : busy;
  return (
    <section aria-label="Queues" className="flex flex-col items-start gap-3">
      {shown.length === 0 ? (
        <p className="text-table">
          <Status tone="ok">All done: nothing waits, runs or has failed.</Status>
        </p>
      ) : (
        <div className="w-full overflow-x-auto">
          <table className="w-full border-collapse text-table tabular-nums">
            <caption className="sr-only">Queues with their jobs</caption>
            <thead>
              <tr className="border-b border-line-strong text-meta text-ink-2">
                <th scope="col" className="h-8 pr-4 text-left font-semibold">
                  Queue
                </th>
                {states.map((state) => (
                  <th key={state} scope="col" className="pr-4 text-right font-semibold capitalize">
                    {state}
                  </th>
                ))}
                <th scope="col" className="pr-4 text-right font-semibold whitespace-nowrap">
                  Oldest due
                </th>
                <th scope="col" className="pr-4 text-right font-semibold whitespace-nowrap">
                  Next run
                </th>
                {mayWrite && <th scope="col" aria-label="Actions" />}
              </tr>
            </thead>
            <tbody>
              {shown.map((queue) => (
                <Row key={queue.name} queue={queue} at={at} mayWrite={mayWrite} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button type="button" className="link text-table" onClick={() => setAll(!all)}>
        {all ? "Only queues with jobs" : `All ${data.length} queues`}
      </button>
    </section>
  );
}

const states = ["failed", "stuck", "retrying", "running", "waiting"] as const;

function Row({ queue, at, mayWrite }: { queue: Queue; at: string; mayWrite: boolean }) {
  return (
    <tr className="border-b border-line">
      <th scope="row" className="h-9 pr-4 text-left font-normal whitespace-nowrap">
        {queueWords(queue.name)}
        {queue.heldBy && <span className="ml-2 text-meta text-ink-2">paused</span>}
      </th>
      {states.map((state) => (
        <td key={state} className="pr-4 text-right">
          {queue[state] === 0 ? (
            <span className="text-ink-3">0</span>
          ) : (
            <Link
              className={`link ${state === "failed" || state === "stuck" ? "font-semibold text-bad" : ""}`}
              href={`/jobs?queue=${queue.name}&state=${state}`}
              aria-label={`${queue[state]} ${state} of ${queueWords(queue.name)}`}
            >
              {queue[state].toLocaleString("en")}
            </Link>
          )}
        </td>
      ))}
      <td className="pr-4 text-right">
        {queue.oldestDueAt ? <Time at={queue.oldestDueAt} /> : "–"}
      </td>
      <td className="pr-4 text-right">
        {queue.nextAt && !queue.heldBy ? <Time at={queue.nextAt} /> : "–"}
      </td>
      {mayWrite && (
        <td className="text-right whitespace-nowrap">
          {queue.failed > 0 && <HandleFailed queue={queue.name} count={queue.failed} at={at} />}
        </td>
      )}
    </tr>
  );
}
