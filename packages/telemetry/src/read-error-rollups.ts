import type { Database } from "@crossdock/db";
import { type RollupFilter, type RollupSegment, rowsOf } from "./rollup-query.ts";

/** Requests that failed, summed up. Faults are those with answers from 500 on. */
export type ErrorSum = { count: number; faults: number };

/**
 * Sums of the requests that failed by their code, which is empty for none, over all that wrote them, in
 * segments of hours and days.
 */
export async function readErrorRollups(
  db: Pick<Database, "query">,
  segments: readonly RollupSegment[],
  filter: RollupFilter = {},
): Promise<Map<string, ErrorSum>> {
  const { from, values, marks } = rowsOf("error_rollup", segments, filter);
  const rows = await db.query<ErrorSum & { code: string }>(
    `error rollups ${marks}`,
    `SELECT error_code AS code, sum(count)::float8 AS count,
      coalesce(sum(count) FILTER (WHERE status >= 500), 0)::float8 AS faults
    ${from} GROUP BY 1`,
    values,
  );
  return new Map(rows.map(({ code, ...sum }) => [code, sum]));
}
