import { createMetrics, type Metrics } from "@crossdock/telemetry";
import type { Capacity } from "../capacity.ts";
import type { Product } from "../product.ts";
import { familiesOf } from "./families.ts";
import { requestFamilies } from "./requests.ts";

/** All that this process tells of itself. */
export function openMetrics(product: Product, capacity: Capacity): Metrics {
  const { db, jobs, meters, breakers, recorder, otlp } = product;
  return createMetrics([
    ...requestFamilies(recorder.cumulative, recorder.stats),
    ...familiesOf({ db, jobs, capacity, meters, breakers }),
    {
      name: "trace_spans_dropped_total",
      help: "Spans of statements and jobs that the collector did not get.",
      kind: "counter",
      read: () => [{ value: otlp?.dropped() ?? 0 }],
    },
  ]);
}
