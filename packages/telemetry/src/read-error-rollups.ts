import type { Database } from "@crossdock/db";
import { bucketSql, type RollupSegment, rowsOf } from "./rollup-query.ts";

/** What failures are told apart by: buckets of so many seconds, their code, or nothing. */
export type ErrorRollupKey = number | "errorCode" | "all";

export type ErrorRollupFilter = {
  errorCode?: string | undefined;
  /** Such as 429. */
  status?: number | undefined;
  /** 4 or 5; the class of what failed with another status is that status's. */
  statusClass?: number | undefined;
  transport?: string | undefined;
  operation?: string | undefined;
  version?: string | undefined;
  principalId?: string | undefined;
  partnerId?: string | undefined;
};

/** Requests that failed, summed up. Faults are those with answers from 500 on. */
export type ErrorSum = { count: number; faults: number; firstAt: Date; lastAt: Date };

/**
 * Sums of the requests that failed, over all that wrote them, in segments of hours and days: by their
 * code, which is empty for none and for all; of buckets by the milliseconds since 1970 of their start.
 */
export async function readErrorRollups(
  db: Pick<Database, "query">,
  segments: readonly RollupSegment[],
  key: ErrorRollupKey,
  filter: ErrorRollupFilter = {},
): Promise<Map<string, ErrorSum>> {
  const { from, values, marks } = rowsOf("error_rollup", segments, facts, filter);
  const [name, sql] =
    typeof key === "number" ? ["time", bucketSql(`$${values.push(key)}`)] : [key, keySql[key]];
  const rows = await db.query<ErrorSum & { key: string }>(
    `error rollups ${name} ${marks}`,
    `SELECT ${sql} AS key, sum(count)::float8 AS count,
      coalesce(sum(count) FILTER (WHERE status >= 500), 0)::float8 AS faults,
      min(first_at) AS "firstAt", max(last_at) AS "lastAt"
    ${from} GROUP BY 1`,
    values,
  );
  return new Map(rows.map(({ key: value, ...sum }) => [value, sum]));
}

const facts = [
  { member: "errorCode", column: "error_code", mark: "e" },
  { member: "status", column: "status", mark: "s" },
  { member: "statusClass", column: "status / 100", mark: "k" },
  { member: "transport", column: "transport", mark: "t" },
  { member: "operation", column: "operation", mark: "o" },
  { member: "version", column: "version", mark: "v" },
  { member: "principalId", column: "principal_id", mark: "c" },
  { member: "partnerId", column: "partner_id", mark: "p" },
] as const;

const keySql = { errorCode: "error_code", all: "''" } as const;
