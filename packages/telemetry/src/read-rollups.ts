import type { Database } from "@crossdock/db";
import type { Histogram } from "./histogram.ts";
import { unpackHistogram } from "./packed-histogram.ts";
import { type RollupFilter, type RollupSegment, rowsOf } from "./rollup-query.ts";

/** What sums are told apart by: buckets of so many seconds, one of the facts, or nothing. */
export type RollupKey = number | "transport" | "operation" | "version" | "principalId" | "all";

/** Requests summed up. Errors are answers from 400 on, faults those from 500 on. */
export type RollupSum = {
  count: number;
  errors: number;
  faults: number;
  bytesIn: number;
  bytesOut: number;
  /** Of durations in microseconds. */
  histogram: Histogram;
};

/**
 * Sums of the rollups over all that wrote them, from the coarsest level that can answer: by the fact's
 * value, which is empty for all; of buckets by the milliseconds since 1970 of their start. Histograms
 * come packed, one after the other, and are merged here: in SQL it would take many times as long.
 */
export async function readRollups(
  db: Pick<Database, "query">,
  segments: readonly RollupSegment[],
  key: RollupKey,
  filter: RollupFilter = {},
): Promise<Map<string, RollupSum>> {
  const { from, values, marks } = rowsOf("request_rollup", segments, filter);
  const level = `$${values.push(levelOf(key, filter))}::smallint`;
  const [name, sql] =
    typeof key === "number" ? ["time", bucketSql(`$${values.push(key)}`)] : [key, keySql[key]];
  const rows = await db.query<Row>(
    `rollups ${name} ${marks}`,
    `SELECT ${sql} AS key, sum(count)::float8 AS count,
      coalesce(sum(count) FILTER (WHERE status_class >= 4), 0)::float8 AS errors,
      coalesce(sum(count) FILTER (WHERE status_class >= 5), 0)::float8 AS faults,
      sum(bytes_in)::float8 AS "bytesIn", sum(bytes_out)::float8 AS "bytesOut",
      string_agg(histogram, '') AS packed
    ${from} AND level = ${level} GROUP BY 1`,
    values,
  );
  return new Map(
    rows.map(({ key: value, packed, ...sum }) => [
      value,
      { ...sum, histogram: unpackHistogram(packed) },
    ]),
  );
}

/** Buckets of time are counted from a Monday on, so that weeks begin with one (UTC). */
export const bucketsSince = Date.UTC(2001, 0, 1);

/** The start of a row's bucket, in milliseconds since 1970; `seconds` is the parameter of its length. */
function bucketSql(seconds: string): string {
  return `(extract(epoch FROM date_bin(${seconds}::int * interval '1 second', at, '2001-01-01Z')) * 1000)::bigint::text`;
}

const keySql = {
  transport: "transport",
  operation: "operation",
  version: "version",
  principalId: "principal_id",
  all: "''",
} as const;

function levelOf(key: RollupKey, filter: RollupFilter): number {
  const { operation, version, principalId, partnerId } = filter;
  const called = operation ?? version ?? (key === "operation" || key === "version" || undefined);
  const caller = principalId ?? partnerId ?? (key === "principalId" || undefined);
  return (called === undefined ? 0 : 1) + (caller === undefined ? 0 : 2);
}

type Row = Omit<RollupSum, "histogram"> & { key: string; packed: Uint8Array };
