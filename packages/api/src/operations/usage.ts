import type { QueryContext } from "../procedure/context.ts";
import { apiCalls } from "../usage/calls.ts";
import { lastDays } from "../usage/period.ts";

type Context = Pick<QueryContext, "db" | "now">;

type Counts = { calls: number; errors: number };
type Caller = Counts & { id: string; name: string | null; lastAt: string };
export type OperationUsage = { today: Counts; last7Days: Counts; topCallers: Caller[] };

export type UsageOfVersion = Counts & {
  lastAt: string | null;
  keyCount: number;
  keys: Caller[];
};

/** Calls of each operation, or of one, in the last 7 days, with the three keys that call it most. */
export async function usageByOperation(
  ctx: Context,
  operation: string | null = null,
): Promise<Map<string, OperationUsage>> {
  const rows = await ctx.db.$queryRaw<
    (Counts & { operation: string; callsToday: number; errorsToday: number; keys: Caller[] })[]
  >`
    WITH by_key AS (
      SELECT operation, principal_id, sum(calls) AS calls, sum(errors) AS errors,
        coalesce(sum(calls) FILTER (WHERE day >= ${lastDays(ctx.now, 1).from}), 0) AS calls_today,
        coalesce(sum(errors) FILTER (WHERE day >= ${lastDays(ctx.now, 1).from}), 0) AS errors_today,
        max(last_at) AS last_at
      FROM ${apiCalls} c
      WHERE day >= ${lastDays(ctx.now, 7).from} AND operation = coalesce(${operation}, operation)
      GROUP BY operation, principal_id
    ), placed AS (
      SELECT *, row_number() OVER (PARTITION BY operation ORDER BY calls DESC, principal_id) AS place
      FROM by_key
    )
    SELECT operation, sum(calls)::float8 AS calls, sum(errors)::float8 AS errors,
      sum(calls_today)::float8 AS "callsToday", sum(errors_today)::float8 AS "errorsToday",
      json_agg(json_build_object('id', principal_id, 'name', name, 'calls', calls, 'errors', errors,
        'lastAt', last_at) ORDER BY place) FILTER (WHERE place <= 3) AS keys
    FROM placed LEFT JOIN api_key k ON k.id = principal_id
    GROUP BY operation`;
  return new Map(
    rows.map(({ operation, calls, errors, callsToday, errorsToday, keys }) => [
      operation,
      {
        today: { calls: callsToday, errors: errorsToday },
        last7Days: { calls, errors },
        topCallers: keys.map(toCaller),
      },
    ]),
  );
}

export const unused: OperationUsage = {
  today: { calls: 0, errors: 0 },
  last7Days: { calls: 0, errors: 0 },
  topCallers: [],
};

/** Who called an operation in the last 30 days, by key and version; the hundred busiest. */
export async function callersOf(ctx: Context, operation: string) {
  const rows = await ctx.db.$queryRaw<(Caller & { version: string })[]>`
    SELECT c.version, c.principal_id AS id, k.name, sum(c.calls)::float8 AS calls,
      sum(c.errors)::float8 AS errors, max(c.last_at) AS "lastAt"
    FROM ${apiCalls} c LEFT JOIN api_key k ON k.id = c.principal_id
    WHERE c.day >= ${lastDays(ctx.now, 30).from} AND c.operation = ${operation}
    GROUP BY c.version, c.principal_id, k.name
    ORDER BY sum(c.calls) DESC, c.principal_id, c.version LIMIT 100`;
  return rows.map((row) => ({ ...toCaller(row), version: row.version }));
}

/** Calls of each version in the last 30 days, with the twenty keys that call it most. */
export async function usageByVersion(ctx: Context): Promise<Map<string, UsageOfVersion>> {
  const rows = await ctx.db.$queryRaw<
    (Counts & { version: string; lastAt: Date; keyCount: number; keys: Caller[] })[]
  >`
    WITH by_key AS (
      SELECT version, principal_id, sum(calls) AS calls, sum(errors) AS errors,
        max(last_at) AS last_at
      FROM ${apiCalls} c WHERE day >= ${lastDays(ctx.now, 30).from}
      GROUP BY version, principal_id
    ), placed AS (
      SELECT *, row_number() OVER (PARTITION BY version ORDER BY calls DESC, principal_id) AS place
      FROM by_key
    )
    SELECT version, sum(calls)::float8 AS calls, sum(errors)::float8 AS errors,
      max(last_at) AS "lastAt", count(*)::int AS "keyCount",
      json_agg(json_build_object('id', principal_id, 'name', name, 'calls', calls, 'errors', errors,
        'lastAt', last_at) ORDER BY place) FILTER (WHERE place <= 20) AS keys
    FROM placed LEFT JOIN api_key k ON k.id = principal_id
    GROUP BY version`;
  return new Map(
    rows.map(({ version, lastAt, keys, ...counts }) => [
      version,
      { ...counts, lastAt: lastAt.toISOString(), keys: keys.map(toCaller) },
    ]),
  );
}

// PostgreSQL's JSON spells a moment with an offset, its driver makes a Date of it.
function toCaller({ id, name, calls, errors, lastAt }: Caller): Caller {
  return { id, name, calls, errors, lastAt: new Date(lastAt).toISOString() };
}
