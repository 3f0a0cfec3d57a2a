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

/**
 * The rows of a table of sums that are in these segments and fit the filter: the statement from FROM on,
 * the values of its parameters so far, and what tells it from those with other conditions.
 */
export function rowsOf(
  table: keyof typeof statusClass,
  segments: readonly RollupSegment[],
  filter: RollupFilter,
): { from: string; values: unknown[]; marks: string } {
  const values: unknown[] = [
    segments.map(({ grain }) => grain),
    segments.map(({ from }) => from),
    segments.map(({ to }) => to),
  ];
  const asked = facts.filter(({ member }) => filter[member] !== undefined);
  const conditions = asked.map(
    ({ member, column = statusClass[table] }) => `AND ${column} = $${values.push(filter[member])}`,
  );
  const from = `
    FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS segment(of_grain, since, until)
    JOIN ${table} ON grain = of_grain AND at >= since AND at < until ${conditions.join(" ")}`;
  return { from, values, marks: asked.map(({ mark }) => mark).join("") };
}

const statusClass = { request_rollup: "status_class", error_rollup: "status / 100" } as const;

/** A member of the filter, the column that it is about, and what it adds to the statement's name. */
type Fact = { member: keyof RollupFilter; column?: string; mark: string };

const facts: readonly Fact[] = [
  { member: "transport", column: "transport", mark: "t" },
  { member: "operation", column: "operation", mark: "o" },
  { member: "version", column: "version", mark: "v" },
  { member: "principalId", column: "principal_id", mark: "c" },
  { member: "partnerId", column: "partner_id", mark: "p" },
  { member: "statusClass", mark: "s" },
];
