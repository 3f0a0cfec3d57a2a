import type { Outputs } from "../../../../trpc/server.tsx";
import type { LogFilters } from "../filters.ts";

type Errors = Outputs["logs"]["errors"];

/** Requests that failed alike; the id is for the table alone. */
export type ErrorGroup = Errors["data"][number] & { id: string };

/** The groups are one page long. */
export function asPage({ data }: Errors) {
  // Several operations can fail in one batch, under one request's id.
  const rows = data.map((group, index): ErrorGroup => ({ ...group, id: String(index) }));
  return { data: rows, hasMore: false, nextCursor: null };
}

/** What narrows the log to a group's requests, as far as filters can say it. */
export function filtersOf(group: ErrorGroup): Partial<LogFilters> {
  const { errorCode, status, transport, operation, version, principal } = group;
  return {
    ...(errorCode === null ? { status: String(status) } : { errorCode }),
    transport,
    ...(operation !== null && { operation }),
    ...(version !== null && { version }),
    ...(principal !== null && { principalId: principal.id }),
  };
}
