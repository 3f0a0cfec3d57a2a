import { setTimeout as sleep } from "node:timers/promises";
import { type Load, load } from "../load.ts";
import type { Server } from "../server.ts";

export type Cost = {
  /** Microseconds of processor time for one request of each server: the medians of the rounds. */
  one: number;
  other: number;
  /** How much more the first one takes: the median of the rounds' differences, and the middle half of them. */
  more: number;
  quarters: [number, number];
};

/**
 * Loads two servers on one core at the same time: whatever else the machine does, and however warm its
 * caches are, is then the same for both. What a server still has to write when the load ends is waited
 * for and counted. Null where the system does not tell what a process used.
 */
export async function costOf(
  what: Load,
  servers: [Server, Server],
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Cost | null> {
  const half = { ...what, connections: what.connections / 2 };
  const measured: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const before = await usageOf(servers);
    const done = await Promise.all(servers.map((one) => load(half, one, { duration: seconds })));
    await sleep(writtenAfterMs);
    const after = await usageOf(servers);
    const [one, other] = done.map(
      ({ answered }, side) =>
        ((after[side] ?? Number.NaN) - (before[side] ?? Number.NaN)) / answered,
    );
    if (one === undefined || other === undefined || Number.isNaN(one + other)) return null;
    measured.push([one, other]);
  }
  const differences = measured.map(([one, other]) => one - other);
  return {
    one: quantile(
      measured.map(([one]) => one),
      0.5,
    ),
    other: quantile(
      measured.map(([, other]) => other),
      0.5,
    ),
    more: quantile(differences, 0.5),
    quarters: [quantile(differences, 0.25), quantile(differences, 0.75)],
  };
}

/** Records are written each second, sums every two. */
export const writtenAfterMs = 2500;

async function usageOf(servers: Server[]): Promise<(number | null)[]> {
  const usages = await Promise.all(servers.map(({ usage }) => usage()));
  return usages.map(({ cpuMicros }) => cpuMicros);
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}
