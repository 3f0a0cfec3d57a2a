import type { Database } from "@crossdock/db";
import type { Histogram } from "./histogram.ts";
import { unpackHistogram } from "./packed-histogram.ts";
import type { Grain } from "./rollup-rows.ts";

/** The rows of one grain that begin from `from` on and before `to`. */
export type RollupSegment = { grain: Grain; from: Date; to: Date };

export type RollupFilter = {
  transport?: string | undefined;
  operation?: string | undefined;
  version?: string | undefined;
  principalId?: string | undefined;
  partnerId?: string | undefined;
  /** 2 to 5. */
  statusClass?: number | undefined;
};

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

/** Buckets of time are counted from a Monday on, so that weeks begin with one (UTC). */
export const bucketsSince = Date.UTC(2001, 0, 1);

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
  const values: unknown[] = [
    segments.map(({ grain }) => grain),
    segments.map(({ from }) => from),
    segments.map(({ to }) => to),
    levelOf(key, filter),
  ];
  if (typeof key === "number") values.push(key);
  const asked = facts.filter(({ member }) => filter[member] !== undefined);
  const conditions = asked.map(
    ({ member, column }) => `AND ${column} = $${values.push(filter[member])}`,
  );
  const keyName = typeof key === "number" ? "time" : key;
  const rows = await db.query<Row>(
    `rollups ${keyName} ${asked.map(({ mark }) => mark).join("")}`,
    `SELECT ${keySql[keyName]} AS key, sum(count)::float8 AS count,
      coalesce(sum(count) FILTER (WHERE status_class >= 4), 0)::float8 AS errors,
      coalesce(sum(count) FILTER (WHERE status_class >= 5), 0)::float8 AS faults,
      sum(bytes_in)::float8 AS "bytesIn", sum(bytes_out)::float8 AS "bytesOut",
      string_agg(histogram, '') AS packed
    FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS segment(of_grain, since, until)
    JOIN request_rollup ON grain = of_grain AND level = $4::smallint AND at >= since AND at < until
      ${conditions.join(" ")}
    GROUP BY 1`,
    values,
  );
  return new Map(
    rows.map(({ key: value, packed, ...sum }) => [
      value,
      { ...sum, histogram: unpackHistogram(packed) },
    ]),
  );
}

const facts = [
  { member: "transport", column: "transport", mark: "t" },
  { member: "operation", column: "operation", mark: "o" },
  { member: "version", column: "version", mark: "v" },
  { member: "principalId", column: "principal_id", mark: "c" },
  { member: "partnerId", column: "partner_id", mark: "p" },
  { member: "statusClass", column: "status_class", mark: "s" },
] as const;

const keySql = {
  time: `(extract(epoch FROM date_bin($5::int * interval '1 second', at, '2001-01-01Z')) * 1000)::bigint::text`,
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
