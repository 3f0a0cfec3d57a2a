import type { Grain } from "./rollup-rows.ts";

/** The rows of one grain that begin from `from` on and before `to`. */
export type RollupSegment = { grain: Grain; from: Date; to: Date };

/** A member of a filter, the column that it is about, and what it adds to the statement's name. */
type Fact<Filter> = {
  readonly member: keyof Filter;
  readonly column: string;
  readonly mark: string;
};

/** Buckets of time are counted from a Monday on, so that weeks begin with one (UTC). */
export const bucketsSince = Date.UTC(2001, 0, 1);

/**
 * The rows of a table of sums that are in these segments and fit the filter: the statement from FROM on,
 * the values of its parameters so far, and what tells it from those with other conditions.
 */
export function rowsOf<Filter>(
  table: "request_rollup" | "error_rollup",
  segments: readonly RollupSegment[],
  facts: readonly Fact<Filter>[],
  filter: Filter,
): { from: string; values: unknown[]; marks: string } {
  const values: unknown[] = [
    segments.map(({ grain }) => grain),
    segments.map(({ from }) => from),
    segments.map(({ to }) => to),
  ];
  const asked = facts.filter(({ member }) => filter[member] !== undefined);
  const conditions = asked.map(
    ({ member, column }) => `AND ${column} = $${values.push(filter[member])}`,
  );
  const from = `
    FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS segment(of_grain, since, until)
    JOIN ${table} ON grain = of_grain AND at >= since AND at < until ${conditions.join(" ")}`;
  return { from, values, marks: asked.map(({ mark }) => mark).join("") };
}

/** The start of a row's bucket, in milliseconds since 1970; `seconds` is the parameter of its length. */
export function bucketSql(seconds: string): string {
  return `(extract(epoch FROM date_bin(${seconds}::int * interval '1 second', at, '2001-01-01Z')) * 1000)::bigint::text`;
}
