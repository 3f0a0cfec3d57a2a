import { readRollups } from "@crossdock/telemetry";
import type { z } from "zod";
import { namesOf } from "../logs/names.ts";
import { toVersionUsage } from "../operations/render.ts";
import type { QueryContext } from "../procedure/context.ts";
import { partnerFor } from "../procedure/scoping.ts";
import type { TrafficFilter, VersionTraffic } from "./schema.ts";
import { rollupFilter, toSums } from "./traffic.ts";
import { segmentsOf, windowOf } from "./window.ts";

/** Calls by version of the API, and who still calls those that end. */
export async function readVersions(
  ctx: QueryContext,
  filter: z.output<typeof TrafficFilter>,
): Promise<z.input<typeof VersionTraffic>> {
  const window = windowOf(filter, ctx.now);
  const segments = segmentsOf(window);
  const where = rollupFilter(filter, partnerFor(ctx.principal, filter.partnerId));
  const sums = await readRollups(ctx.services.db, segments, "version", where);
  const { versions } = ctx.services.publicApi;
  const stateOf = (name: string) => {
    const index = versions.findIndex((version) => version.name === name);
    const version = versions[index];
    return version ? toVersionUsage(version, index === 0, ctx.now, undefined) : null;
  };
  const called = [...sums]
    .filter(([name]) => name !== "-")
    .sort(([, a], [, b]) => b.count - a.count);
  const data = await Promise.all(
    called.map(async ([id, sum]) => {
      const known = stateOf(id);
      const ends = known?.state === "deprecated" || known?.state === "ended";
      const callers = ends ? await callersOf(ctx, segments, { ...where, version: id }) : [];
      return {
        ...{ id, state: known?.state ?? null, sunset: known?.sunset ?? null, ...toSums(sum) },
        ...{ callers: callers.slice(0, 20), callerCount: callers.length },
      };
    }),
  );
  return { from: window.from.toISOString(), to: window.to.toISOString(), data };
}

type Segments = Parameters<typeof readRollups>[1];
type Where = Parameters<typeof readRollups>[3];

async function callersOf(ctx: QueryContext, segments: Segments, where: Where) {
  const sums = await readRollups(ctx.services.db, segments, "principalId", where);
  const callers = [...sums].sort(([, a], [, b]) => b.count - a.count);
  const names = await namesOf(
    ctx,
    callers.slice(0, 20).map(([principalId]) => ({ principalId })),
  );
  return callers.map(([id, { count }]) => ({ id, count, name: names.get(id) ?? null }));
}
