import { readRollups } from "@crossdock/telemetry";
import type { z } from "zod";
import { namesOf } from "../logs/names.ts";
import type { QueryContext } from "../procedure/context.ts";
import { partnerFor } from "../procedure/scoping.ts";
import type { Top, TopFilter } from "./schema.ts";
import { readTopErrors } from "./top-errors.ts";
import { rollupFilter, toSums } from "./traffic.ts";
import { segmentsOf, windowOf } from "./window.ts";

/** The groups of requests that have most of something; of its own calls for a partner's caller. */
export async function readTop(
  ctx: QueryContext,
  { by, ...asked }: z.output<typeof TopFilter>,
): Promise<z.input<typeof Top>> {
  if (by === "error") return readTopErrors(ctx, asked);
  const { order, limit, ...filter } = asked;
  const window = windowOf(filter, ctx.now);
  const where = rollupFilter(filter, partnerFor(ctx.principal, filter.partnerId));
  const key = by === "principal" ? "principalId" : by;
  const sums = await readRollups(ctx.services.db, segmentsOf(window), key, where);
  const groups = [...sums]
    .map(([id, sum]) => ({ id, ...toSums(sum) }))
    .filter((group) => measures[order](group) > 0)
    .sort((a, b) => measures[order](b) - measures[order](a) || (a.id < b.id ? -1 : 1));
  const shown = groups.slice(0, limit);
  const names = await namesFor(ctx, by, shown);
  return {
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    data: shown.map((group) => ({ ...group, name: names.get(group.id) ?? null })),
    of: groups.length,
  };
}

type Measured = ReturnType<typeof toSums>;

// Of a handful of calls the slowest would head every list.
const callsForLatency = 5;

const measures: Record<z.output<typeof TopFilter>["order"], (sums: Measured) => number> = {
  calls: ({ count }) => count,
  errors: ({ errors }) => errors,
  faults: ({ faults }) => faults,
  slowest: ({ count, p95 }) => (count >= callsForLatency ? (p95 ?? 0) : 0),
  bytes: ({ bytesOut }) => bytesOut,
};

async function namesFor(ctx: QueryContext, by: string, groups: readonly { id: string }[]) {
  if (by !== "principal") return new Map<string, string>();
  return namesOf(
    ctx,
    groups.map(({ id }) => ({ principalId: id })),
  );
}
