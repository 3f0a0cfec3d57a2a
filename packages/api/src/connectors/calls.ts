import { type Page, toPage } from "@crossdock/core";
import { grainMs } from "@crossdock/telemetry";
import type { z } from "zod";
import { lookedFor } from "../logs/conditions.ts";
import { decodePlace, encodePlace } from "../logs/cursor.ts";
import type { Period } from "../logs/period.ts";
import type { LogRow } from "../logs/row.ts";
import { searchLogs } from "../logs/search.ts";
import type { QueryContext } from "../procedure/context.ts";
import type { ListCalls, OutboundCall } from "./schema.ts";

/** A page of the calls that were made for a connector, as the log of requests has them. */
export async function listCalls(
  ctx: QueryContext,
  { id, failed, limit, cursor }: z.output<typeof ListCalls>,
): Promise<Page<z.input<typeof OutboundCall>>> {
  const filter = { transport: "outbound", operation: id } as const;
  const { conditions, terms } = lookedFor(filter, ctx.principal);
  const rows = await searchLogs(ctx.services.db, {
    conditions: failed ? [...conditions, { sql: "status >= 400", values: [] }] : conditions,
    terms: failed ? `${terms} & ('c:4' | 'c:5')` : terms,
    period: kept(ctx),
    after: cursor === undefined ? null : decodePlace(cursor),
    limit: limit + 1,
  });
  return toPage(rows, limit, toCall, encodePlace);
}

/** How the last call ended that was made for a connector: the sums know its time, by which its row is found. */
export async function lastCallOf(ctx: QueryContext, id: string) {
  const [row] = await ctx.services.db.query<Pick<LogRow, "at" | "status" | "errorCode">>(
    "last-call",
    `SELECT at, status, error_code AS "errorCode" FROM request_log
    WHERE transport = 'outbound' AND operation = $1 AND at = (
      SELECT max(last_at) FROM request_rollup
      WHERE grain = 'day' AND level = 1 AND at >= $2 AND transport = 'outbound' AND operation = $1)
    LIMIT 1`,
    [id, kept(ctx).from],
  );
  return row ? { ...outcomeOf(row), at: row.at.toISOString() } : null;
}

function kept({ services, now }: QueryContext): Period {
  const ago = services.requests.retentionDays * grainMs.day;
  return { from: new Date(now.getTime() - ago), to: new Date(now.getTime() + 1000) };
}

function toCall(row: LogRow): z.input<typeof OutboundCall> {
  const { id, method, path, requestId, attempt, providerRequestId, durationUs } = row;
  return {
    ...{ id, method, host: row.route ?? "", path, attempt: attempt ?? 1, ...outcomeOf(row) },
    ...{ durationMs: Math.round(durationUs / 1000), providerRequestId, requestId },
    at: row.at.toISOString(),
  };
}

/** The status of what was not answered is one of ours. */
function outcomeOf({ status, errorCode }: Pick<LogRow, "status" | "errorCode">) {
  return { status: errorCode === null ? status : null, error: errorCode };
}
