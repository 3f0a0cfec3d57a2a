"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useQueryStates } from "nuqs";
import { DataTable } from "../../../components/data-table.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { rangeOrUsual } from "../../../components/time-range/ranges.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { clientNames } from "../../(dashboard)/requests/entry.ts";
import { ExportRequests } from "../../(dashboard)/requests/export-requests.tsx";
import { FilterScope } from "../../(dashboard)/requests/filter-by.tsx";
import { FilterChips } from "../../(dashboard)/requests/filter-chips.tsx";
import {
  cleared,
  type LogFilters,
  logInput,
  narrowing,
  only,
  requestFilters,
  widening,
} from "../../(dashboard)/requests/filters.ts";
import { NoMatch, NoRequests } from "../../(dashboard)/requests/no-requests.tsx";
import { requestColumns } from "../../(dashboard)/requests/request-columns.tsx";
import { useRowKeys } from "../../(dashboard)/requests/request-keys.ts";
import { portalFilters } from "./filters.ts";
import { PortalFilters } from "./portal-filters.tsx";

/** The calls of the partner's own credentials, newest first. */
export function PortalRequests({ appUrl }: { appUrl: string }) {
  const trpc = useTRPC();
  const search = useSearchParams().toString();
  const [{ view: _, cursor, ...values }, setFilters] = useQueryStates(requestFilters);
  const shown = portalFilters(values);
  const query = useQuery(
    trpc.logs.list.queryOptions(logInput({ ...shown, cursor }), {
      placeholderData: keepPreviousData,
    }),
  );
  useRowKeys();
  const change = (wanted: Partial<LogFilters>) => void setFilters({ ...wanted, cursor: null });
  const clear = () => change(cleared);
  const names = clientNames(query.data?.data ?? []);
  const { range } = rangeOrUsual(values);
  const widen = widening(values, change);
  return (
    <FilterScope setFilter={(name, value) => change(only(name, value))}>
      <PageHeader
        title="Requests"
        actions={<ExportRequests values={shown} names={names} exportsPath="/portal/exports" />}
      />
      <div className="px-4 pb-8 sm:px-6">
        <PortalFilters values={values} onChange={change} />
        <FilterChips
          values={values}
          names={names}
          onRemove={(name) => change(only(name, null))}
          onClear={clear}
        />
        <DataTable
          caption="Your requests, newest first"
          columns={columns}
          query={query}
          href={({ requestId }) => `/portal/requests/${requestId}${search && `?${search}`}`}
          onClear={narrowing(values).length > 0 ? clear : undefined}
          noMatch={<NoMatch onClear={clear} onWiden={widen} />}
          empty={<NoRequests appUrl={appUrl} range={range} onWiden={widen} />}
        />
      </div>
    </FilterScope>
  );
}

const columns = requestColumns.filter(({ id }) => id !== "version");
