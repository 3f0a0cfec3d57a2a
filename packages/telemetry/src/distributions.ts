import { durationOf, type Histogram } from "./histogram.ts";
import type { MetricValues } from "./metrics.ts";

/** Durations in seconds that were counted elsewhere: prom-client's histograms would count them again. */
export type DistributionFamily = {
  name: string;
  help: string;
  kind: "histogram";
  /** Upper ends of the buckets in seconds, ascending; the endless one is added. */
  bounds: readonly number[];
  read(): Iterable<Distribution>;
};

/** Times are in microseconds. */
export type Distribution = {
  labels: Readonly<Record<string, string>>;
  count: number;
  durationUs: number;
  histogram: Histogram;
};

export function valuesOf({ name, help, kind, bounds, read }: DistributionFamily): MetricValues {
  const values = [...read()].flatMap(({ labels, count, durationUs, histogram }) => [
    ...bounds.map((le) => ({
      ...{ metricName: `${name}_bucket`, labels: { ...labels, le: String(le) } },
      value: countUpTo(histogram, le * 1_000_000),
    })),
    { metricName: `${name}_bucket`, labels: { ...labels, le: "+Inf" }, value: count },
    { metricName: `${name}_sum`, labels, value: durationUs / 1_000_000 },
    { metricName: `${name}_count`, labels, value: count },
  ]);
  return { name, help, type: kind, values };
}

/** The family in the exposition format of Prometheus. */
export function renderDistributions(family: DistributionFamily): string {
  const { name, help, type, values } = valuesOf(family);
  const lines = values.map(({ metricName, labels, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(`${text}`)}"`);
    return `${metricName}{${pairs.join(",")}} ${value}`;
  });
  return `\n${[`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join("\n")}\n`;
}

/** A bucket of ours is narrow: where a bound falls into one, its middle decides, within 2 %. */
function countUpTo(histogram: Histogram, microseconds: number): number {
  let total = 0;
  for (const [bucket, count] of histogram) if (durationOf(bucket) <= microseconds) total += count;
  return total;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
