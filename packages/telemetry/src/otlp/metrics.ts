import type { MetricValues } from "../metrics.ts";
import { attributesOf, nanos } from "./attributes.ts";

/** Metrics as OTLP has them in JSON (opentelemetry-proto, metrics/v1); sums are since `since`. */
export function otlpMetrics(metrics: readonly MetricValues[], since: Date, now: Date): object[] {
  const times = { startTimeUnixNano: nanos(since.getTime()), timeUnixNano: nanos(now.getTime()) };
  return metrics.flatMap((metric) => {
    const points = metric.type === "histogram" ? distributions(metric) : numbers(metric);
    if (points.length === 0) return [];
    const { name, help: description } = metric;
    const dataPoints = points.map((point) => ({ ...point, ...times }));
    const sum = { dataPoints, aggregationTemporality: cumulative };
    const data = {
      counter: { sum: { ...sum, isMonotonic: true } },
      histogram: { histogram: sum },
    }[metric.type] ?? { gauge: { dataPoints } };
    return [{ name, description, unit: unitOf(name), ...data }];
  });
}

const cumulative = 2;

// A number that is none has no place in JSON.
function numbers({ values }: MetricValues): object[] {
  return values
    .filter(({ value }) => Number.isFinite(value))
    .map(({ value, labels }) => ({ asDouble: value, attributes: attributesOf(labels) }));
}

type Point = { labels: object; count: number; sum: number; bounds: number[]; upTo: number[] };

function distributions({ name, values }: MetricValues): object[] {
  const points = new Map<string, Point>();
  for (const { metricName, labels: all, value } of values) {
    const { le, ...labels } = all;
    const key = JSON.stringify(labels);
    const point = points.get(key) ?? { labels, count: 0, sum: 0, bounds: [], upTo: [] };
    points.set(key, point);
    if (metricName === `${name}_count`) point.count = value;
    else if (metricName === `${name}_sum`) point.sum = value;
    else if (le !== "+Inf") {
      point.bounds.push(Number(le));
      point.upTo.push(value);
    }
  }
  return [...points.values()].map(({ labels, count, sum, bounds, upTo }) => ({
    ...{
      count: String(count),
      sum,
      explicitBounds: bounds,
      attributes: attributesOf({ ...labels }),
    },
    bucketCounts: [...upTo, count].map((value, index) => String(value - (upTo[index - 1] ?? 0))),
  }));
}

/** As UCUM has it, from the name's own end. */
function unitOf(name: string): string {
  if (/_seconds(_total)?$/.test(name)) return "s";
  return /_bytes(_total)?$/.test(name) ? "By" : "1";
}
