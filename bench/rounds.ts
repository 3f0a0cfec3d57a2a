import { readFileSync } from "node:fs";
import autocannon, { type Request } from "autocannon";
import type { ServerProcess } from "./processes.ts";
import type { Scenario } from "./scenario.ts";

/** `warmUp` is a number of requests, so that a busy machine warms up as well as an idle one. */
export type Plan = { rounds: number; seconds: number; warmUp: number };

/** What one server did in one round, or the median of its rounds. */
export type Figures = {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Processor time of the server for one request; null where the system does not tell. */
  cpuMicros: number | null;
};

export type Result = {
  ours: Figures;
  floor: Figures;
  /** The median of the rounds' ratios: what slows the machine down slows both sides of a round. */
  ratio: number;
  /** Requests that both servers answered, warm-up included. */
  answered: number;
  /** Requests that may have been under way when a round ended. */
  unanswered: number;
};

type Round = Figures & { answered: number };

/**
 * Loads the two servers in turns.
 * @throws Error where any answer was not 2xx
 */
export async function runRounds(
  scenario: Scenario,
  ours: ServerProcess,
  floor: ServerProcess,
  { rounds, seconds, warmUp }: Plan,
): Promise<Result> {
  const warmUps = [
    await load(scenario, ours, { amount: warmUp }),
    await load(scenario, floor, { amount: warmUp }),
  ];
  const pairs: { ours: Round; floor: Round }[] = [];
  for (let round = 0; round < rounds; round++) {
    pairs.push({
      ours: await load(scenario, ours, { duration: seconds }),
      floor: await load(scenario, floor, { duration: seconds }),
    });
  }
  const all = [...warmUps, ...pairs.flatMap((pair) => [pair.ours, pair.floor])];
  return {
    ours: medians(pairs.map((pair) => pair.ours)),
    floor: medians(pairs.map((pair) => pair.floor)),
    ratio: median(pairs.map((p) => p.ours.requestsPerSecond / p.floor.requestsPerSecond)),
    answered: all.reduce((sum, { answered }) => sum + answered, 0),
    unanswered: all.length * scenario.connections,
  };
}

async function load(
  scenario: Scenario,
  { name, origin, base, pid, headers }: ServerProcess,
  extent: { duration: number } | { amount: number },
): Promise<Round> {
  const before = cpuMicrosOf(pid);
  const result = await autocannon({
    url: origin,
    ...extent,
    connections: scenario.connections,
    headers,
    requests: [{ setupRequest: (request) => fill(request, base, scenario.next()) }],
  });
  const after = cpuMicrosOf(pid);
  const answered = result["2xx"];
  if (result.non2xx > 0 || result.errors > 0 || answered === 0) {
    const { errors, statusCodeStats } = result;
    throw new Error(`${name}: ${errors} errors, answers ${JSON.stringify(statusCodeStats)}.`);
  }
  return {
    answered,
    requestsPerSecond: answered / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    cpuMicros: before === null || after === null ? null : (after - before) / answered,
  };
}

function fill(blank: Request, base: string, next: Request): Request {
  const headers = { ...blank.headers, ...next.headers };
  return { ...blank, ...next, headers, path: base + next.path };
}

// Linux counts a process's time in hundredths of a second: fields 14 and 15 of its stat line.
function cpuMicrosOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [user, system] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    return (Number(user) + Number(system)) * 10_000;
  } catch {
    return null;
  }
}

function medians(rounds: Round[]): Figures {
  const cpu = rounds.flatMap(({ cpuMicros }) => (cpuMicros === null ? [] : [cpuMicros]));
  return {
    requestsPerSecond: median(rounds.map((round) => round.requestsPerSecond)),
    p50Ms: median(rounds.map((round) => round.p50Ms)),
    p99Ms: median(rounds.map((round) => round.p99Ms)),
    cpuMicros: cpu.length === 0 ? null : median(cpu),
  };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
