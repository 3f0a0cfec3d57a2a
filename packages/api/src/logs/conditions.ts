import type { Principal } from "@crossdock/core";
import { notForCustomers } from "../procedure/scoping.ts";
import type { LogFilter } from "./schema.ts";

/** What rows must be like, besides their time. */
export type Condition = {
  /** SQL with `?` for each value. */
  sql: string;
  values: readonly unknown[];
};

/**
 * What a filter and the caller's own rights ask of the rows of `request_log`.
 * @throws AppError `forbidden` for customers, who have no log
 */
export function conditionsOf(filter: LogFilter, principal: Principal): Condition[] {
  return [
    ...ownLogs(principal),
    ...columns.flatMap(([member, column]) => {
      const value = filter[member];
      return value === undefined ? [] : [is(column, value)];
    }),
    ...statusOf(filter),
    ...durationOf(filter),
    ...textOf(filter),
  ];
}

/** A partner's caller has the partner's rows alone, whatever is asked for besides. */
export function ownLogs({ kind, partnerId }: Principal): Condition[] {
  if (kind === "customer") throw notForCustomers();
  return partnerId === null ? [] : [is("partner_id", partnerId)];
}

/** The conditions as SQL, whose values follow those in `values`, where they are added. */
export function toSql(conditions: readonly Condition[], values: unknown[]): string {
  return conditions
    .map(({ sql, values: more }) => {
      let next = 0;
      return sql.replace(/\?/g, () => `$${values.push(more[next++])}`);
    })
    .join(" AND ");
}

export function is(column: string, value: unknown): Condition {
  return { sql: `${column} = ?`, values: [value] };
}

const columns = [
  ["transport", "transport"],
  ["operation", "operation"],
  ["version", "version"],
  ["principalId", "principal_id"],
  ["partnerId", "partner_id"],
  ["method", "method"],
  ["errorCode", "error_code"],
  ["requestId", "request_id"],
  ["traceId", "trace_id"],
  ["ip", "ip"],
] as const;

function statusOf({ status }: LogFilter): Condition[] {
  if (status === undefined) return [];
  if (!status.endsWith("xx")) return [is("status", Number(status))];
  const lowest = Number(status[0]) * 100;
  return [{ sql: "status BETWEEN ? AND ?", values: [lowest, lowest + 99] }];
}

function durationOf({ minDurationMs }: LogFilter): Condition[] {
  if (minDurationMs === undefined) return [];
  return [{ sql: "duration_us >= ?", values: [minDurationMs * 1000] }];
}

function textOf({ q }: LogFilter): Condition[] {
  if (q === undefined) return [];
  if (/^req_[0-9a-z]{26}$/.test(q)) return [is("request_id", q)];
  // The words are meant as they are typed: `%` and `_` stand for themselves.
  const part = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return [{ sql: "(path ILIKE ? OR error_code ILIKE ?)", values: [part, part] }];
}
