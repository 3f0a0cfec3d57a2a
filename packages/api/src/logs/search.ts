import type { Database, Run } from "@crossdock/db";
import { type Condition, toSql } from "./conditions.ts";
import type { Place } from "./cursor.ts";
import type { Period } from "./period.ts";
import { columns, type LogRow } from "./row.ts";

export type Search = {
  /** What rows must be like. */
  conditions: readonly Condition[];
  /** The same for the index of terms; null where it has nothing of it. */
  terms: string | null;
  period: Period;
  /** Rows that come after this one. */
  after: Place | null;
  limit: number;
};

/**
 * The newest rows of the log that meet all conditions. What is frequent is among the newest few thousand,
 * which are looked through one by one. What is rarer is found by the index of terms: the last day first,
 * then two days, four, so that little is read for nothing, and many days cost few round trips.
 */
export async function searchLogs(
  db: Pick<Database, "query" | "quickTransaction">,
  search: Search,
): Promise<LogRow[]> {
  if (search.terms === null) return inOrder(db, search);
  const newest = await amongNewest(db, search);
  return newest.length >= search.limit
    ? newest
    : db.quickTransaction((run) => byTerms(run, search));
}

/** By whichever index serves it: without terms it is about single requests, or all of them. */
function inOrder(db: Pick<Database, "query">, search: Search): Promise<LogRow[]> {
  const { text, values } = statement(search);
  // Without a name: a plan that was made for other values would not be the best.
  return db.query<LogRow>("", text, values);
}

function amongNewest(db: Pick<Database, "query">, search: Search): Promise<LogRow[]> {
  const values: unknown[] = [];
  const newest = toSql([...during(search.period), ...comesAfter(search.after)], values);
  const text = `
    SELECT ${columns} FROM (
      SELECT * FROM request_log WHERE ${newest} ORDER BY at DESC, id DESC LIMIT ${newestMax}
    ) newest WHERE ${toSql(search.conditions, values)} LIMIT $${values.push(search.limit)}`;
  return db.query<LogRow>("", text, values);
}

const newestMax = 5000;

async function byTerms(run: Run, search: Search): Promise<LogRow[]> {
  // What is rare together is not rare in the planner's eyes, which takes filters for independent: it
  // would read whole days in their order to find nothing.
  await run("", "SET LOCAL enable_indexscan = off", []);
  await run("", "SET LOCAL enable_seqscan = off", []);
  const found: LogRow[] = [];
  for (const period of growing(search)) {
    const { text, values } = statement({
      ...search,
      ...{ period, conditions: [...search.conditions, hasTerms(search.terms)] },
      limit: search.limit - found.length,
    });
    found.push(...(await run<LogRow>("", text, values)));
    if (found.length >= search.limit) break;
  }
  return found;
}

function statement({ conditions, period, after, limit }: Omit<Search, "terms">) {
  const values: unknown[] = [];
  const where = toSql([...during(period), ...comesAfter(after), ...conditions], values);
  const text = `SELECT ${columns} FROM request_log WHERE ${where}
    ORDER BY at DESC, id DESC LIMIT $${values.push(limit)}`;
  return { text, values };
}

function during({ from, to }: Period): Condition[] {
  return [{ sql: "at >= ? AND at < ?", values: [from, to] }];
}

function comesAfter(after: Place | null): Condition[] {
  if (after === null) return [];
  return [{ sql: "at <= ? AND (at, id) < (?, ?)", values: [after.at, after.at, after.id] }];
}

function hasTerms(terms: string | null): Condition {
  return {
    sql: `request_log_terms(transport, operation, version, principal_id, partner_id, method, path,
      status, error_code, duration_us, ip) @@ ?::tsquery`,
    values: [terms],
  };
}

/** A period's parts, the newest first: a day (UTC), two days, four, …, which begin at midnight. */
function growing({ period: { from, to }, after }: Search): Period[] {
  const parts: Period[] = [];
  let days = 1;
  for (let end = after && after.at < to ? new Date(after.at.getTime() + 1) : to; end > from; ) {
    const midnight = (Math.ceil(end.getTime() / dayMs) - days) * dayMs;
    const start = new Date(Math.max(midnight, from.getTime()));
    parts.push({ from: start, to: end });
    end = start;
    days *= 2;
  }
  return parts;
}

const dayMs = 86_400_000;
