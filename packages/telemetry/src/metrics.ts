import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { type DistributionFamily, renderDistributions, valuesOf } from "./distributions.ts";

/** Numbers of one name, read when somebody asks: between two looks they cost nothing. */
export type Family = SampleFamily | DistributionFamily;

export type SampleFamily = {
  /** As Prometheus names: base units, counters end with `_total`. */
  name: string;
  help: string;
  kind: "counter" | "gauge";
  labels?: readonly string[];
  /** Must not throw; what is not known now is left out. */
  read(): Iterable<Sample> | Promise<Iterable<Sample>>;
};

export type Sample = { value: number; labels?: Readonly<Record<string, string>> };

export type Metrics = {
  /** The exposition format of Prometheus, version 0.0.4. */
  text(): Promise<string>;
  contentType: string;
  /** The same numbers, for who speaks another protocol. */
  read(): Promise<MetricValues[]>;
  close(): void;
};

/** A metric as Prometheus has it: a histogram's values are its buckets, sum and count, named so. */
export type MetricValues = {
  name: string;
  help: string;
  type: string;
  values: {
    value: number;
    labels: Partial<Record<string, string | number>>;
    metricName?: string;
  }[];
};

/**
 * The families and what Node tells of the process (CPU, memory, event loop, garbage collection), in a
 * registry of their own: a library that uses the global one adds nothing here.
 */
export function createMetrics(families: readonly Family[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const distributions: DistributionFamily[] = [];
  for (const family of families)
    if (family.kind === "histogram") distributions.push(family);
    else register(family, registry);
  return {
    async text() {
      // The library writes a number that there is none of in letters that the format does not know.
      const samples = (await registry.metrics()).replaceAll(/ Nan$/gm, " NaN");
      return samples + distributions.map(renderDistributions).join("");
    },
    contentType: registry.contentType,
    async read() {
      const samples = await registry.getMetricsAsJSON();
      return [
        ...samples.map(({ name, help, type, values }) => ({
          name,
          help,
          type: String(type),
          values,
        })),
        ...distributions.map(valuesOf),
      ];
    },
    close: () => registry.clear(),
  };
}

function register({ name, help, kind, labels = [], read }: SampleFamily, registry: Registry): void {
  const options = { name, help, labelNames: labels, registers: [registry] };
  const counter = kind === "counter" ? new Counter({ ...options, collect }) : null;
  const gauge = kind === "gauge" ? new Gauge({ ...options, collect }) : null;

  async function collect(): Promise<void> {
    const samples = await read();
    counter?.reset();
    gauge?.reset();
    for (const sample of samples) {
      counter?.inc(sample.labels ?? {}, sample.value);
      gauge?.set(sample.labels ?? {}, sample.value);
    }
  }
}
