import { createHistogram } from "node:perf_hooks";
import autocannon, { type Request } from "autocannon";
import type { Server } from "./server.ts";

/** One kind of request, sent over so many connections at once. */
export type Load = {
  connections: number;
  /** The next request, another one each time; its path begins below the API's base. */
  next(): Request;
};

/** What one server did in one round, or the median of its rounds. */
export type Figures = {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Processor time of the server for one request; null where the system does not tell. */
  cpuMicros: number | null;
  /** What one request allocates on the heap; null where the server does not tell. */
  allocatedBytes: number | null;
};

export type Round = Figures & { answered: number };

/**
 * Sends requests to a server, for so many seconds or so many of them.
 * @throws Error where any answer was not 2xx
 */
export async function load(
  { connections, next }: Load,
  { name, origin, base, headers, usage }: Server,
  extent: { duration: number } | { amount: number },
): Promise<Round> {
  const times = createHistogram();
  const before = await usage();
  const result = await autocannon({
    ...{ url: origin, connections, headers, ...extent },
    requests: [{ setupRequest: (request) => fill(request, base, next()) }],
    // Its own percentiles are whole milliseconds.
    setupClient: (client) =>
      client.on("response", (_status, _bytes, ms) => times.record(Math.ceil(ms * 1000))),
  });
  const after = await usage();
  const answered = result["2xx"];
  if (result.non2xx > 0 || result.errors > 0 || answered === 0) {
    const { errors, statusCodeStats } = result;
    throw new Error(`${name}: ${errors} errors, answers ${JSON.stringify(statusCodeStats)}.`);
  }
  return {
    answered,
    requestsPerSecond: answered / result.duration,
    p50Ms: times.percentile(50) / 1000,
    p99Ms: times.percentile(99) / 1000,
    cpuMicros: perRequest(before.cpuMicros, after.cpuMicros, answered),
    allocatedBytes: perRequest(before.allocatedBytes, after.allocatedBytes, answered),
  };
}

function fill(blank: Request, base: string, next: Request): Request {
  const headers = { ...blank.headers, ...next.headers };
  return { ...blank, ...next, headers, path: base + next.path };
}

function perRequest(before: number | null, after: number | null, answered: number): number | null {
  return before === null || after === null ? null : (after - before) / answered;
}
