"use client";

import { Status } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { useMay } from "../../../trpc/use-may.ts";
import { many } from "../../../words.ts";
import { latencyWords, shareOf, shareWords } from "../traffic/models.ts";
import { apiToday } from "./api-filter.ts";

/** How the API does, in a line that leads to its charts. */
export function ApiToday() {
  const may = useMay("logs:read");
  const { data: traffic } = useQuery(
    useTRPC().metrics.traffic.queryOptions(apiToday, { enabled: may, refetchInterval: 30_000 }),
  );
  if (!traffic || traffic.total.count === 0) return null;
  const { count, errors, faults, p95 } = traffic.total;
  const share = shareOf(errors, count) ?? 0;
  return (
    <section
      aria-label="The API in the last 24 hours"
      className="flex flex-wrap items-center gap-x-5 gap-y-1 text-table"
    >
      <Link href={`/traffic?transport=${apiToday.transport}`} className="link font-semibold">
        API, last 24 hours
      </Link>
      <Sparkline points={traffic.points} />
      <span>{many(count, "request")}</span>
      <Status tone={faults > 0 ? "bad" : errors > 0 ? "warn" : "ok"}>
        {errors === 0 ? "no errors" : `${shareWords(share)} refused or failed`}
      </Status>
      <span className="text-ink-2">{`p95 ${latencyWords(p95)}`}</span>
    </section>
  );
}

const height = 20;

/** Volume by ten minutes, what failed in red. Its figures stand beside it. */
function Sparkline({ points }: Pick<Outputs["metrics"]["traffic"], "points">) {
  const most = Math.max(1, ...points.map(({ count }) => count));
  const tall = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * height));
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${points.length} ${height}`}
      preserveAspectRatio="none"
      className="h-5 w-40 border-b border-line"
    >
      {points.map(({ at, count, faults }, index) => (
        <g key={at}>
          <rect
            x={index}
            y={height - tall(count)}
            width="0.9"
            height={tall(count)}
            className="fill-accent forced-colors:fill-[CanvasText]"
          />
          <rect
            x={index}
            y={height - tall(faults)}
            width="0.9"
            height={tall(faults)}
            className="fill-bad forced-colors:fill-[Highlight]"
          />
        </g>
      ))}
    </svg>
  );
}
