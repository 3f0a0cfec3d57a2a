"use client";

import { Status, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ChartFigure } from "../../../components/chart/chart-figure.tsx";
import { SharedChoice } from "../../../components/chart/choice.tsx";
import type { ChartModel } from "../../../components/chart/series.ts";
import { DetailSection } from "../../../components/detail-section.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { many } from "../../../words.ts";
import { durationWords } from "../requests/duration-words.ts";

type System = Outputs["metrics"]["system"];

type Props = { asTables: boolean; link(at: string, name: string): ReactNode };

/** How this process and the queues do, now. */
export function SystemSection({ asTables, link }: Props) {
  const { data } = useQuery(useTRPC().metrics.system.queryOptions({}, { refetchInterval: 30_000 }));
  if (!data) return null;
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <EventLoopChart system={data} asTables={asTables} link={link} />
      <Queues system={data} />
    </div>
  );
}

function EventLoopChart({ system, asTables, link }: Props & { system: System }) {
  const { eventLoop, startedAt, version, pool, recorder } = system;
  const worst = Math.max(0, ...eventLoop.map(({ max }) => max));
  const model: ChartModel = {
    title: "Event loop, last hour",
    summary: `It was late by ${durationWords(worst)} at the most.`,
    kind: "lines",
    words: durationWords,
    series: [
      { name: "p99", look: "first", values: eventLoop.map(({ p99 }) => p99) },
      { name: "most", look: "second", values: eventLoop.map(({ max }) => max) },
    ],
  };
  // Samples are taken at the end of their half minute.
  const starts = eventLoop.map(({ at }) => new Date(Date.parse(at) - 30_000).toISOString());
  const buckets = { starts, seconds: 30, until: eventLoop.at(-1)?.at ?? startedAt };
  return (
    <div className="min-w-0">
      <SharedChoice>
        <ChartFigure model={model} buckets={buckets} asTable={asTables} link={link} />
      </SharedChoice>
      <p className="pt-2 text-meta text-ink-2">
        This process runs version {version}, started <Time at={startedAt} />.{" "}
        {`${pool.total - pool.idle} of ${pool.max} connections to the database are busy`}
        {pool.waiting > 0 && `, ${pool.waiting} statements wait for one`}.{" "}
        {`The log was told of ${many(recorder.recorded, "request")}`}
        {recorder.waiting > 0 &&
          `, ${recorder.waiting.toLocaleString("en")} of them not written yet`}
        {recorder.dropped > 0 && `, ${recorder.dropped.toLocaleString("en")} lost for want of room`}
        .
      </p>
    </div>
  );
}

function Queues({ system: { queues } }: { system: System }) {
  const used = queues.filter((queue) => queue.waiting + queue.running + queue.failed > 0);
  return (
    <DetailSection title="Queues, now">
      {used.length === 0 && <Status tone="ok">Nothing waits, runs or has failed</Status>}
      {used.length > 0 && (
        <table className="ledger w-full border-collapse text-table">
          <caption className="sr-only">Queues with jobs in them</caption>
          <thead>
            <tr className="border-b border-line-strong text-left text-meta text-ink-2">
              <th scope="col" className="h-8">
                Queue
              </th>
              {["Waiting", "Longest", "Running", "Failed"].map((head) => (
                <th key={head} scope="col" className="pl-4 text-right">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map((queue) => (
              <tr key={queue.name} className="border-b border-line">
                <th
                  scope="row"
                  data-phone="main"
                  className="h-9 text-left font-mono text-meta font-normal"
                >
                  {queue.name}
                </th>
                <td data-phone="end" className="pl-4 text-right">
                  {queue.waiting.toLocaleString("en")}
                  <span className="sm:hidden"> waiting</span>
                </td>
                <td data-phone="below-end" className="pl-4 text-right whitespace-nowrap">
                  {queue.oldestSeconds > 0 ? durationWords(queue.oldestSeconds * 1000) : "–"}
                </td>
                <td data-phone="hidden" className="pl-4 text-right">
                  {queue.running.toLocaleString("en")}
                </td>
                <td
                  data-phone="below"
                  className={`sm:pl-4 sm:text-right ${queue.failed > 0 ? "text-bad" : "text-ink-3"}`}
                >
                  {queue.failed.toLocaleString("en")}
                  <span className="sm:hidden"> failed</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </DetailSection>
  );
}
