import type { Database } from "@crossdock/db";
import { bucketMax, type Histogram } from "./histogram.ts";
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
 * are merged here: over 30 days of hours that is twice as quick as in SQL.
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
    `SELECT ${keySql[keyName]} AS key, status_class AS class, count,
      bytes_in::float8 AS "bytesIn", bytes_out::float8 AS "bytesOut", buckets::text, counts::text
    FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS segment(of_grain, since, until)
    JOIN request_rollup ON grain = of_grain AND level = $4::smallint AND at >= since AND at < until
      ${conditions.join(" ")}`,
    values,
  );
  return summed(rows);
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

type Row = {
  key: string;
  class: number;
  count: number;
  bytesIn: number;
  bytesOut: number;
  /** As PostgreSQL writes arrays, `{1,2}`: its driver takes several times as long to read them. */
  buckets: string;
  counts: string;
};

function summed(rows: readonly Row[]): Map<string, RollupSum> {
  const sums = new Map<string, RollupSum>();
  const slots = new Map<string, Float64Array>();
  for (const row of rows) {
    const sum = sums.get(row.key) ?? { ...nothing };
    sum.count += row.count;
    if (row.class >= 4) sum.errors += row.count;
    if (row.class >= 5) sum.faults += row.count;
    sum.bytesIn += row.bytesIn;
    sum.bytesOut += row.bytesOut;
    sums.set(row.key, sum);
    const counts = slots.get(row.key) ?? new Float64Array(bucketMax + 1);
    addCounts(counts, row);
    slots.set(row.key, counts);
  }
  for (const [key, sum] of sums) sum.histogram = histogramOf(slots.get(key) ?? []);
  return sums;
}

/** The sum of no requests. */
const nothing: RollupSum = {
  ...{ count: 0, errors: 0, faults: 0, bytesIn: 0, bytesOut: 0 },
  histogram: new Map(),
};

function addCounts(slots: Float64Array, { buckets, counts }: Row): void {
  const found = integersIn(buckets);
  for (const [index, count] of integersIn(counts).entries()) {
    const bucket = found[index] ?? 0;
    slots[bucket] = (slots[bucket] ?? 0) + count;
  }
}

/** `{1,2}` as 1 and 2. Millions of them are read for a chart: `split` would take four times as long. */
function integersIn(text: string): number[] {
  const found: number[] = [];
  let number = 0;
  for (let index = 1; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) number = number * 10 + digit;
    else {
      found.push(number);
      number = 0;
    }
  }
  return text === "{}" ? [] : found;
}

function histogramOf(slots: ArrayLike<number>): Histogram {
  return new Map(
    Array.from(slots).flatMap((count, bucket) => (count > 0 ? [[bucket, count]] : [])),
  );
}
