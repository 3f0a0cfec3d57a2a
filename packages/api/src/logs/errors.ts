import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { lookedFor } from "./conditions.ts";
import { groupsInLog, groupsInSums } from "./error-groups.ts";
import { namesOf } from "./names.ts";
import { type Period, periodOf } from "./period.ts";
import type { ListLogErrors, LogErrors, LogFilter } from "./schema.ts";

/**
 * What went wrong, by what and by whom: a row a group, the most frequent or the latest first. What has
 * been over a day or longer is read from the sums, from the full hour on in which it begins: the log
 * would have every failure of a month read. What the sums do not know, and what is shorter, is read there.
 */
export async function listErrors(
  ctx: QueryContext,
  { sort, limit, ...filter }: z.output<typeof ListLogErrors>,
): Promise<z.input<typeof LogErrors>> {
  const { conditions } = lookedFor(filter, ctx.principal);
  const period = periodOf(filter, ctx.now);
  // What failed a moment ago is looked for at once.
  await ctx.services.requests.flush();
  const { db } = ctx.services;
  const search = { conditions, period, sort, limit };
  const rows = await (isLong(period) && isSummed(filter)
    ? groupsInSums(db, search, ctx.now)
    : groupsInLog(db, search));
  const names = await namesOf(ctx, rows);
  return {
    data: rows.map(({ principalKind, principalId: id, ...row }) => ({
      ...row,
      transport: row.transport as "rest",
      principal:
        id === null ? null : { kind: principalKind ?? "", id, name: names.get(id) ?? null },
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
    })),
  };
}

function isLong({ from, to }: Period): boolean {
  return to.getTime() - from.getTime() >= dayMs;
}

const dayMs = 86_400_000;

/** Whether the sums can tell. */
function isSummed(filter: LogFilter): boolean {
  return notSummed.every((member) => filter[member] === undefined);
}

const notSummed = ["method", "requestId", "traceId", "ip", "minDurationMs", "q"] as const;
