import { setTimeout as sleep } from "node:timers/promises";
import { type Figures, type Load, load, type Round } from "./load.ts";
import type { Server } from "./server.ts";

/** `warmUp` is a number of requests, so that a busy machine warms up as well as an idle one. */
export type Plan = {
  rounds: number;
  seconds: number;
  warmUp: number;
  /** After each turn, for what a server does behind its requests' back: it is no burden of the next one. */
  restMs?: number;
};

export type Result = {
  /** The medians of each server's rounds, in the order of the servers. */
  figures: Figures[];
  /** How the server at one place compares to the server at another. */
  ratio(one: number, other: number): Ratio;
  /** Requests that were answered by whichever server, warm-up included. */
  answered: number;
  /** Requests that may have been under way when a round ended. */
  unanswered: number;
};

/**
 * One server's share of another's throughput: the median of the rounds' ratios, since what slows the
 * machine down slows all servers of a round.
 */
export type Ratio = {
  byRate: number;
  /** By processor time, which also holds where the load and not the server is at its limit. */
  byCpu: number | null;
};

/**
 * Loads the servers in turns, every other round in the opposite order.
 * @throws Error where any answer was not 2xx
 */
export async function runRounds(
  what: Load,
  servers: Server[],
  { rounds, seconds, warmUp, restMs = 0 }: Plan,
): Promise<Result> {
  const warmUps: Round[] = [];
  for (const server of servers) warmUps.push(await load(what, server, { amount: warmUp }));
  const bySide: Round[][] = servers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const sides = [...servers.entries()];
    if (round % 2 === 1) sides.reverse();
    for (const [side, server] of sides) {
      bySide[side]?.push(await load(what, server, { duration: seconds }));
      await sleep(restMs);
    }
  }
  const all = [...warmUps, ...bySide.flat()];
  return {
    figures: bySide.map(medians),
    ratio: (one, other) => compare(bySide[one] ?? [], bySide[other] ?? []),
    answered: all.reduce((sum, { answered }) => sum + answered, 0),
    unanswered: all.length * what.connections,
  };
}

function compare(ones: Round[], others: Round[]): Ratio {
  const pairs = ones.flatMap((one, round) => {
    const other = others[round];
    return other === undefined ? [] : [{ one, other }];
  });
  return {
    byRate: median(pairs.map((p) => p.one.requestsPerSecond / p.other.requestsPerSecond)),
    byCpu: medianOfKnown(
      pairs.map((p) => p.one.cpuMicros && p.other.cpuMicros && p.other.cpuMicros / p.one.cpuMicros),
    ),
  };
}

function medians(rounds: Round[]): Figures {
  return {
    requestsPerSecond: median(rounds.map((round) => round.requestsPerSecond)),
    p50Ms: median(rounds.map((round) => round.p50Ms)),
    p99Ms: median(rounds.map((round) => round.p99Ms)),
    cpuMicros: medianOfKnown(rounds.map((round) => round.cpuMicros)),
    allocatedBytes: medianOfKnown(rounds.map((round) => round.allocatedBytes)),
  };
}

function medianOfKnown(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : median(known);
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
