"use client";

import { EmptyState, Select, Skeleton } from "@crossdock/ui";
import Link from "next/link";
import type { ReactNode } from "react";
import { ChartFigure } from "../../../components/chart/chart-figure.tsx";
import { SharedChoice } from "../../../components/chart/choice.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { type Metric, metrics } from "./filters.ts";
import { modelsOf } from "./models.ts";

type Props = {
  traffic: Outputs["metrics"]["traffic"] | undefined;
  asTables: boolean;
  metric: Metric;
  onMetric(metric: Metric): void;
  onZoom(from: string, to: string): void;
  /** A bucket as a way to its requests. */
  link(at: string, name: string): ReactNode;
};

/** How much was called, how it ended, how long it took: four charts, on a phone one of them. */
export function TrafficCharts({ traffic, asTables, metric, onMetric, onZoom, link }: Props) {
  if (!traffic) return <Skeleton lines={12} />;
  if (traffic.total.count === 0) return <NothingCalled />;
  const models = modelsOf(traffic);
  const { points, bucketSeconds: seconds, until } = traffic;
  const buckets = { starts: points.map(({ at }) => at), seconds, until };
  return (
    <SharedChoice>
      <div className="pb-3 sm:hidden">
        <Select
          aria-label="Chart"
          options={metrics.map((value) => ({ value, label: models[value].title }))}
          value={metric}
          onChange={onMetric}
        />
      </div>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {metrics.map((one) => (
          <div key={one} className={`min-w-0 ${one === metric ? "" : "max-sm:hidden"}`}>
            <ChartFigure
              model={models[one]}
              buckets={buckets}
              asTable={asTables}
              onZoom={onZoom}
              link={link}
            />
          </div>
        ))}
      </div>
    </SharedChoice>
  );
}

function NothingCalled() {
  return (
    <EmptyState kind="no-match" title="Nothing was called in this time">
      <p>
        Every request shows here within seconds.{" "}
        <Link href="/keys" className="link">
          Make a key
        </Link>{" "}
        and call the API with it, or choose a longer time.
      </p>
    </EmptyState>
  );
}
