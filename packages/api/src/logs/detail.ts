import { AppError, isAllowed, lowestId, timeOfId } from "@crossdock/core";
import { toAuditEntry } from "../audit/render.ts";
import { toInboxEvent } from "../inbox/render.ts";
import type { QueryContext } from "../procedure/context.ts";
import { ownRows } from "../procedure/scoping.ts";
import { type Condition, is, ownLogs } from "./conditions.ts";
import { namesOf } from "./names.ts";
import type { Period } from "./period.ts";
import { type LogRow, toLogEntry } from "./row.ts";
import type { LogDetail, LoggedBodies } from "./schema.ts";
import { searchLogs } from "./search.ts";

/**
 * All that is known of a request.
 * @throws AppError `not_found` for a request that the caller may not see, as for one that is not there
 */
export async function readLog(ctx: QueryContext, requestId: string): Promise<LogDetail> {
  // Whoever has just been answered is to find it.
  await ctx.services.requests.flush();
  const period = around(requestId);
  // It may have been made just now.
  await ctx.services.requests.flush();
  const rows = await searchLogs(ctx.services.db, {
    ...{ conditions: [...ownLogs(ctx.principal), is("request_id", requestId)] },
    ...{ terms: null, period, after: null, limit: 200 },
  });
  if (rows.length === 0) {
    throw new AppError("not_found", { detail: `There is no request ${requestId} in the log.` });
  }
  const names = await namesOf(ctx, rows);
  const entries = rows.toReversed().map((row) => toLogEntry(row, names));
  const [detail, audit, events, inbound, replays] = await Promise.all([
    readDetail(ctx, requestId, period),
    auditOf(ctx, requestId, period),
    eventsOf(ctx, requestId, period),
    inboundOf(ctx, requestId, period),
    replaysOf(ctx, requestId, rows),
  ]);
  return {
    entries: entries.filter(({ transport }) => transport !== "outbound").slice(0, 100),
    outbound: entries.filter(({ transport }) => transport === "outbound").slice(0, 100),
    ...{ detail, audit, events, inbound, replays },
  };
}

/** When a request can have left traces: its id tells when it began, and jobs go on under it for a while. */
function around(requestId: string): Period {
  const at = timeOfId(requestId).getTime();
  return { from: new Date(at - hourMs), to: new Date(at + 24 * hourMs) };
}

const hourMs = 3_600_000;

/** Headers and bodies, which only who sees the request itself asks for. */
async function readDetail(
  { services }: QueryContext,
  requestId: string,
  { from, to }: Period,
): Promise<LoggedBodies | null> {
  const [row] = await services.db.query<LoggedBodies>(
    "log-detail",
    `SELECT query, request_headers AS "requestHeaders", request_body AS "requestBody",
      response_headers AS "responseHeaders", response_body AS "responseBody", masked
    FROM request_detail WHERE request_id = $1 AND at >= $2 AND at < $3 LIMIT 1`,
    [requestId, from, to],
  );
  return row ?? null;
}

async function auditOf({ db, principal }: QueryContext, requestId: string, period: Period) {
  if (!isAllowed(principal, "audit:read")) return [];
  const where = { requestId, id: madeIn("aud", period) };
  const rows = await db.auditEntry.findMany({ where, orderBy: { id: "asc" }, take: 100 });
  return rows.map(toAuditEntry);
}

async function eventsOf({ db, principal }: QueryContext, requestId: string, period: Period) {
  const rows = await db.event.findMany({
    where: { requestId, id: madeIn("evt", period), ...ownRows(principal, "event") },
    select: { id: true, type: true, objectId: true, createdAt: true },
    orderBy: { id: "asc" },
    take: 100,
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

async function inboundOf({ db, principal }: QueryContext, requestId: string, period: Period) {
  if (!isAllowed(principal, "connectors:read")) return [];
  const rows = await db.inboxEvent.findMany({
    where: { requestId, id: madeIn("inb", period) },
    omit: { body: true },
    orderBy: { id: "asc" },
    take: 100,
  });
  return rows.map(toInboxEvent);
}

/** The others that were answered from the same request as this one, and that request itself. */
async function replaysOf(ctx: QueryContext, requestId: string, rows: readonly LogRow[]) {
  const first = rows.find(({ replayOf }) => replayOf !== null)?.replayOf ?? requestId;
  const others: Condition = {
    sql: "(replay_of = ? OR request_id = ?) AND request_id <> ? AND transport <> 'outbound'",
    values: [first, first, requestId],
  };
  const found = await searchLogs(ctx.services.db, {
    ...{ conditions: [...ownLogs(ctx.principal), others], terms: null },
    period: { from: around(first).from, to: new Date(ctx.now.getTime() + hourMs) },
    ...{ after: null, limit: 100 },
  });
  const names = await namesOf(ctx, found);
  return found.toReversed().map((row) => toLogEntry(row, names));
}

// Ids sort by their time, so that these tables need no index on a request's id, which every change
// would have to write: what was made in a quarter of an hour is looked through instead.
function madeIn(prefix: string, { from }: Period) {
  const began = from.getTime() + hourMs;
  const at = (minutes: number) => lowestId(prefix, new Date(began + minutes * 60_000));
  return { gte: at(-1), lt: at(15) };
}
