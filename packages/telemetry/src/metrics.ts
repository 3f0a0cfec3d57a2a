import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** Numbers of one name, read when somebody asks: between two looks they cost nothing. */
export type Family = {
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
  close(): void;
};

/**
 * The families and what Node tells of the process (CPU, memory, event loop, garbage collection), in a
 * registry of their own: a library that uses the global one adds nothing here.
 */
export function createMetrics(families: readonly Family[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const family of families) register(family, registry);
  return {
    // The library writes a number that there is none of in letters that the format does not know.
    text: async () => (await registry.metrics()).replaceAll(/ Nan$/gm, " NaN"),
    contentType: registry.contentType,
    close: () => registry.clear(),
  };
}

function register({ name, help, kind, labels = [], read }: Family, registry: Registry): void {
  const options = { name, help, labelNames: labels, registers: [registry] };
  const counter = kind === "counter" ? new Counter({ ...options, collect }) : null;
  const gauge = kind === "gauge" ? new Gauge({ ...options, collect }) : null;

  async function collect(): Promise<void> {
    const samples = await read();
    counter?.reset();
    gauge?.reset();
    // Resetting leaves a 0 without labels, which is right where there are none.
    for (const sample of samples) {
      counter?.inc(sample.labels ?? {}, sample.value);
      gauge?.set(sample.labels ?? {}, sample.value);
    }
  }
}
