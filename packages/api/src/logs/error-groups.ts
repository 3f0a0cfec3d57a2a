import type { Database } from "@crossdock/db";
import type { RollupSegment } from "@crossdock/telemetry";
import { hoursOf } from "../metrics/window.ts";
import { type Condition, toSql } from "./conditions.ts";
import type { Period } from "./period.ts";

/** Requests that failed in the same way. */
export type ErrorGroup = {
  errorCode: string | null;
  status: number;
  transport: string;
  operation: string | null;
  version: string | null;
  principalKind: string | null;
  principalId: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  /** The latest of them. */
  requestId: string;
};

export type ErrorSearch = {
  conditions: readonly Condition[];
  period: Period;
  sort: "count" | "lastAt";
  limit: number;
};

/** From the log itself: exactly this time, and by whatever conditions. */
export function groupsInLog(
  db: Pick<Database, "query">,
  { conditions, period, sort, limit }: ErrorSearch,
): Promise<ErrorGroup[]> {
  const values: unknown[] = [period.from, period.to];
  return db.query<ErrorGroup>(
    "",
    `SELECT error_code AS "errorCode", status, transport, operation, version,
      principal_kind AS "principalKind", principal_id AS "principalId", count(*)::float8 AS count,
      min(at) AS "firstAt", max(at) AS "lastAt", max(request_id) AS "requestId"
    FROM request_log WHERE at >= $1 AND at < $2 AND ${toSql([failed, ...conditions], values)}
    GROUP BY error_code, status, transport, operation, version, principal_kind, principal_id
    ORDER BY ${orders[sort]}, "requestId" DESC LIMIT $${values.push(limit)}`,
    values,
  );
}

/** As the partial index on errors has it. */
const failed = { sql: "(status >= 400 OR error_code IS NOT NULL)", values: [] };

const orders = {
  count: `count DESC, "lastAt" DESC`,
  lastAt: `"lastAt" DESC`,
};

/**
 * From the sums of errors: of whole hours, by the conditions that are columns of theirs too. Groups are
 * put together by their key, which is a number, and what it stands for is looked up for those that are
 * shown: with all of its texts it would take three times as long.
 */
export function groupsInSums(
  db: Pick<Database, "query">,
  { conditions, period, sort, limit }: ErrorSearch,
  now: Date,
): Promise<ErrorGroup[]> {
  const values: unknown[] = [];
  const segments = hoursOf(period, now);
  const days = segments.find(({ grain }) => grain === "day");
  const sums = segments.map((segment) => {
    const where = toSql([...within(segment), ...conditions], values);
    return `SELECT group_key, at, count, first_at, last_at FROM error_rollup WHERE ${where}`;
  });
  return db.query<ErrorGroup>(
    "",
    `WITH shown AS MATERIALIZED (
      SELECT group_key, max(at) AS at, sum(count)::float8 AS count,
        min(first_at) AS "firstAt", max(last_at) AS "lastAt"
      FROM (${sums.join(" UNION ALL ")}) sums GROUP BY group_key
      ORDER BY ${orders[sort]}, group_key LIMIT $${values.push(limit)}
    )
    SELECT nullif(error_code, '') AS "errorCode", status, transport,
      nullif(operation, '-') AS operation, nullif(version, '-') AS version,
      nullif(principal_kind, '') AS "principalKind", nullif(principal_id, '-') AS "principalId",
      shown.count, "firstAt", "lastAt", request_id AS "requestId"
    FROM shown CROSS JOIN LATERAL (
      SELECT * FROM error_rollup latest
      WHERE latest.group_key = shown.group_key AND latest.at = shown.at AND grain =
        CASE WHEN shown.at >= $${values.push(days?.from)} AND shown.at < $${values.push(days?.to)}
          THEN 'day' ELSE 'hour' END
      ORDER BY last_at DESC LIMIT 1
    ) latest
    ORDER BY ${orders[sort]}, "requestId" DESC`,
    values,
  );
}

function within({ grain, from, to }: RollupSegment): Condition[] {
  return [{ sql: "grain = ? AND at >= ? AND at < ?", values: [grain, from, to] }];
}
