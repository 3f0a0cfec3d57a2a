"use client";

import type { Page } from "@crossdock/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { DataTable } from "../../../components/data-table.tsx";
import { rangeOrUsual } from "../../../components/time-range/ranges.ts";
import type { LogEntry } from "./entry.ts";
import { type LogFilters, narrowing } from "./filters.ts";
import { NoMatch, NoRequests } from "./no-requests.tsx";
import { requestColumns } from "./request-columns.tsx";

type Props = {
  query: UseQueryResult<Page<LogEntry>, unknown>;
  /** What came in since, newest first. */
  newer: readonly LogEntry[];
  values: LogFilters;
  appUrl: string;
  onClear(): void;
  onWiden: (() => void) | undefined;
};

/** The requests, newest first. */
export function RequestTable({ query, newer, values, appUrl, onClear, onWiden }: Props) {
  const search = useSearchParams().toString();
  const { range } = rangeOrUsual(values);
  return (
    <DataTable
      caption="Requests, newest first"
      columns={requestColumns}
      query={withNewer(query, newer)}
      href={({ requestId }) => `/requests/${requestId}${search && `?${search}`}`}
      onClear={narrowing(values).length > 0 ? onClear : undefined}
      noMatch={<NoMatch onClear={onClear} onWiden={onWiden} />}
      empty={<NoRequests appUrl={appUrl} range={range} onWiden={onWiden} />}
    />
  );
}

type Query = Props["query"];

function withNewer(query: Query, newer: readonly LogEntry[]): Query {
  if (newer.length === 0 || !query.isSuccess) return query;
  const known = new Set(newer.map(({ id }) => id));
  const rest = query.data.data.filter(({ id }) => !known.has(id));
  return { ...query, data: { ...query.data, data: [...newer, ...rest] } };
}
