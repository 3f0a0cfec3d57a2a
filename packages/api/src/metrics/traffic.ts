import { mergeHistograms, percentile, type RollupSum, readRollups } from "@crossdock/telemetry";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { partnerFor } from "../procedure/scoping.ts";
import type { Traffic, TrafficFilter } from "./schema.ts";
import { bucketStarts, type Window, windowBefore, windowOf } from "./window.ts";

type Filter = z.output<typeof TrafficFilter>;

/** Sums of the rollups by buckets of time; of its own calls for a partner's caller. */
export async function readTraffic(
  ctx: Pick<QueryContext, "services" | "now" | "principal">,
  { compare = false, ...filter }: Filter,
): Promise<z.input<typeof Traffic>> {
  const window = windowOf(filter, ctx.now);
  const earlier = compare ? windowBefore(window, ctx.now) : null;
  const [now, before] = await Promise.all([
    bucketsOf(ctx, window, filter),
    earlier && bucketsOf(ctx, earlier, filter),
  ]);
  const { stepSeconds: bucketSeconds } = window;
  return { ...now, bucketSeconds, until: ctx.now.toISOString(), previous: before };
}

async function bucketsOf(
  { services: { db }, principal }: Pick<QueryContext, "services" | "principal">,
  window: Window,
  filter: Filter,
) {
  const { from, to, grain, stepSeconds } = window;
  const where = rollupFilter(filter, partnerFor(principal, filter.partnerId));
  const sums = await readRollups(db, [{ grain, from, to }], stepSeconds, where);
  const points = bucketStarts(window).map((at) => ({
    at: at.toISOString(),
    ...toSums(sums.get(String(at.getTime())) ?? noRequests),
  }));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    total: toSums(total([...sums.values()])),
    points,
  };
}

/** What the rollups are asked for. */
export function rollupFilter(filter: Filter, partnerId: string | null) {
  const { transport, operation, version, principalId, status } = filter;
  const statusClass = status === undefined ? undefined : Number(status[0]);
  const partner = partnerId ?? undefined;
  return { transport, operation, version, principalId, partnerId: partner, statusClass };
}

/** A sum as the API tells it: percentiles in milliseconds in place of the histogram. */
export function toSums({ histogram, ...sums }: RollupSum) {
  const at = (share: number) => {
    const microseconds = percentile(histogram, share);
    return microseconds === null ? null : Math.round(microseconds) / 1000;
  };
  return { ...sums, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function total(sums: readonly RollupSum[]): RollupSum {
  const of = (member: Exclude<keyof RollupSum, "histogram">) =>
    sums.reduce((sum, one) => sum + one[member], 0);
  return {
    ...{ count: of("count"), errors: of("errors"), faults: of("faults") },
    ...{ bytesIn: of("bytesIn"), bytesOut: of("bytesOut") },
    histogram: mergeHistograms(sums.map(({ histogram }) => histogram)),
  };
}

const noRequests: RollupSum = {
  ...{ count: 0, errors: 0, faults: 0, bytesIn: 0, bytesOut: 0 },
  histogram: new Map(),
};
