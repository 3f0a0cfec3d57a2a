import { invalidMember } from "@crossdock/core";
import { readErrorRollups } from "@crossdock/telemetry";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { partnerFor } from "../procedure/scoping.ts";
import type { Top, TopFilter } from "./schema.ts";
import { rollupFilter } from "./traffic.ts";
import { hoursOf, windowOf } from "./window.ts";

type Asked = Omit<z.output<typeof TopFilter>, "by">;

/**
 * The codes of the errors that were answered most, from the full hour on in which the time begins.
 * @throws AppError `validation_failed` for an order by what sums of errors do not know
 */
export async function readTopErrors(
  ctx: QueryContext,
  { order, limit, ...filter }: Asked,
): Promise<z.input<typeof Top>> {
  if (order === "slowest" || order === "bytes") {
    const detail = "Errors are ordered by `calls`, `errors` or `faults`.";
    throw invalidMember({ pointer: "#/order", code: "invalid_order", detail });
  }
  const { from, to } = windowOf(filter, ctx.now);
  const segments = hoursOf({ from, to }, ctx.now);
  const where = rollupFilter(filter, partnerFor(ctx.principal, filter.partnerId));
  const sums = await readErrorRollups(ctx.services.db, segments, where);
  const groups = [...sums]
    .map(([code, { count, faults }]) => ({ id: code || "-", count, errors: count, faults }))
    .filter(({ faults }) => order !== "faults" || faults > 0)
    .sort(
      (a, b) =>
        (order === "faults" ? b.faults - a.faults : b.count - a.count) || (a.id < b.id ? -1 : 1),
    );
  return {
    from: (segments[0]?.from ?? from).toISOString(),
    to: to.toISOString(),
    data: groups.slice(0, limit).map((group) => ({ ...group, ...notSummed })),
    of: groups.length,
  };
}

const notSummed = { name: null, bytesIn: 0, bytesOut: 0, p50: null, p95: null, p99: null };
