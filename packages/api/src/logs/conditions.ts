import type { Principal } from "@crossdock/core";
import { notForCustomers } from "../procedure/scoping.ts";
import type { LogFilter } from "./schema.ts";
import { termsOf } from "./terms.ts";

/** What rows must be like, besides their time: SQL with `?` for each value. */
export type Condition = { sql: string; values: readonly unknown[] };

/**
 * What a filter and the caller's own rights ask of the rows of `request_log`.
 * @throws AppError `forbidden` for customers, who have no log
 */
export function lookedFor(
  filter: LogFilter,
  principal: Pick<Principal, "kind" | "partnerId">,
): { conditions: Condition[]; terms: string | null } {
  const byColumn = columns.flatMap(([member, column]) => {
    const value = filter[member];
    return value === undefined ? [] : [is(column, value)];
  });
  const conditions = [
    ...ownLogs(principal),
    ...byColumn,
    ...statusOf(filter),
    ...durationOf(filter),
    ...textOf(filter),
  ];
  // A single request or trace has an index of its own.
  const isSingle = filter.requestId ?? filter.traceId ?? requestIdIn(filter.q);
  return { conditions, terms: isSingle ? null : termsOf(filter, principal.partnerId) };
}

/** A partner's caller has the partner's rows alone, whatever is asked for besides. */
export function ownLogs({ kind, partnerId }: Pick<Principal, "kind" | "partnerId">): Condition[] {
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
  const requestId = requestIdIn(q);
  if (requestId) return [is("request_id", requestId)];
  // At the beginning of a word, as the index has it, and meant as it is typed.
  const text = q.replace(/[^\p{L}\p{N} ]/gu, "\\$&");
  const pattern = /^[\p{L}\p{N}]/u.test(q) ? `(^|[^[:alnum:]])${text}` : text;
  return [{ sql: "concat_ws(' ', path, error_code) ~* ?", values: [pattern] }];
}

/** A request's id that was pasted whole. */
export function requestIdIn(q: string | undefined): string | undefined {
  return q && /^req_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(q) ? q : undefined;
}
