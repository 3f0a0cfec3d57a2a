"use client";

import type { LogFilter } from "@crossdock/api/schemas";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../../trpc/client.tsx";
import { many } from "../../../../words.ts";
import { TrafficBars } from "./traffic-bars.tsx";
import { trafficFilter } from "./traffic-filter.ts";
import { TrafficTable } from "./traffic-table.tsx";

type Props = {
  filter: LogFilter;
  /** Asks again every few seconds. */
  live: boolean;
  /** ISO 8601 in UTC. */
  onZoom(from: string, to: string): void;
};

const liveMs = 5000;

/** How many requests there were over the time, by how they ended. */
export function TrafficFigure({ filter, live, onZoom }: Props) {
  const { asked, unasked } = trafficFilter(filter);
  const { data } = useQuery(
    useTRPC().metrics.traffic.queryOptions(asked, {
      placeholderData: keepPreviousData,
      refetchInterval: live && liveMs,
    }),
  );
  // Its height, so that the rows below don't jump.
  if (!data) return <div className="h-32" />;
  const { points, bucketSeconds, total } = data;
  if (total.count === 0 && !live) return null;
  return (
    <section aria-label="Requests over the time" className="pb-3">
      <TrafficBars points={points} bucketSeconds={bucketSeconds} onZoom={onZoom} />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <Legend {...total} />
        {unasked.length > 0 && (
          <p className="text-meta text-ink-2">
            Of all requests, whatever their {unasked.join(", ").toLowerCase()}.
          </p>
        )}
        <TrafficTable points={points} bucketSeconds={bucketSeconds} onZoom={onZoom} />
      </div>
    </section>
  );
}

type LegendProps = { count: number; errors: number; faults: number };

function Legend({ count, errors, faults }: LegendProps) {
  const parts = [
    { look: "bg-accent", words: `${many(count - errors, "went well", "went well")}` },
    { look: "bg-warn", words: `${(errors - faults).toLocaleString("en")} refused (4xx)` },
    { look: "bg-bad", words: `${faults.toLocaleString("en")} failed (5xx)` },
  ];
  return (
    <ul className="flex flex-wrap gap-x-4 text-meta text-ink-2">
      {parts.map(({ look, words }) => (
        <li key={look} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={`size-2 ${look}`} />
          {words}
        </li>
      ))}
    </ul>
  );
}
