import { type Page, timeOfId, toPage } from "@crossdock/core";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { lookedFor, requestIdIn } from "./conditions.ts";
import { decodePlace, encodePlace } from "./cursor.ts";
import { namesOf } from "./names.ts";
import { type Period, periodOf } from "./period.ts";
import { toLogEntry } from "./row.ts";
import type { ListLogs, LogEntry, LogFilter } from "./schema.ts";
import { searchLogs } from "./search.ts";

/** A page of the log, as the caller may see it. */
export async function listLogs(
  ctx: QueryContext,
  { limit, cursor, ...filter }: z.output<typeof ListLogs>,
): Promise<Page<LogEntry>> {
  // Who names a request has just made it, perhaps.
  if (filter.requestId ?? filter.q) await ctx.services.requests.flush();
  const rows = await searchLogs(ctx.services.db, {
    ...lookedFor(filter, ctx.principal),
    period: searched(filter, ctx.now),
    after: cursor === undefined ? null : decodePlace(cursor),
    limit: limit + 1,
  });
  const names = await namesOf(ctx, rows);
  return toPage(rows, limit, (row) => toLogEntry(row, names), encodePlace);
}

/** Who names a request or a trace and no time means it whenever it was. */
function searched(filter: LogFilter, now: Date): Period {
  const { traceId, range, from, to } = filter;
  const requestId = filter.requestId ?? requestIdIn(filter.q);
  const isTimed = (range ?? from ?? to) !== undefined;
  if (isTimed || (requestId ?? traceId) === undefined) return periodOf(filter, now);
  if (requestId === undefined) return periodOf({ range: "90d" }, now);
  const at = timeOfId(requestId).getTime();
  return { from: new Date(at - dayMs), to: new Date(at + dayMs) };
}

const dayMs = 86_400_000;
