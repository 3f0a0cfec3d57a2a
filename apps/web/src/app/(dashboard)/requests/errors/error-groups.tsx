"use client";

import { EmptyState } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { DataTable } from "../../../../components/data-table.tsx";
import { rangeOrUsual, rangeWords } from "../../../../components/time-range/ranges.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { FilterScope } from "../filter-by.tsx";
import { FilterChips } from "../filter-chips.tsx";
import { FilterRow } from "../filter-row.tsx";
import {
  cleared,
  filterQuery,
  type LogFilters,
  logFilters,
  narrowing,
  only,
  toFilter,
  widening,
} from "../filters.ts";
import { NoMatch } from "../no-requests.tsx";
import { useRowKeys } from "../request-keys.ts";
import { errorColumns } from "./error-columns.tsx";
import { asPage, filtersOf } from "./error-group.ts";

/** What failed, by error, operation, version and client: one line for what is one trouble. */
export function ErrorGroups() {
  const trpc = useTRPC();
  const [values, setValues] = useQueryStates(logFilters);
  const query = useQuery(
    trpc.logs.errors.queryOptions(toFilter(values).filter, {
      placeholderData: keepPreviousData,
      select: asPage,
    }),
  );
  useRowKeys();
  const change = (wanted: Partial<LogFilters>) => void setValues(wanted);
  const clear = () => change(cleared);
  const { range } = rangeOrUsual(values);
  return (
    <FilterScope setFilter={(name, value) => change(only(name, value))}>
      <div className="px-4 pb-8 sm:px-6">
        <FilterRow values={values} onChange={change} />
        <FilterChips
          values={values}
          names={new Map()}
          onRemove={(name) => change(only(name, null))}
          onClear={clear}
        />
        <DataTable
          caption="Errors, the most frequent first"
          columns={errorColumns}
          query={query}
          href={(group) => `/requests${filterQuery({ ...values, ...filtersOf(group) })}`}
          onClear={narrowing(values).length > 0 ? clear : undefined}
          noMatch={<NoMatch onClear={clear} onWiden={widening(values, change)} />}
          empty={
            <EmptyState
              kind="nothing-yet"
              title={`No errors ${range ? `in the ${rangeWords(range).toLowerCase()}` : "in this time"}`}
            >
              <p>Requests that fail stand here, those with the same trouble on one line.</p>
            </EmptyState>
          }
        />
      </div>
    </FilterScope>
  );
}
