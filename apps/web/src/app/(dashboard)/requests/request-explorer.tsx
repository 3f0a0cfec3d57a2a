"use client";

import { Notice } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useTRPC } from "../../../trpc/client.tsx";
import { clientNames } from "./entry.ts";
import { ExportRequests } from "./export-requests.tsx";
import { FilterScope } from "./filter-by.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FilterRow } from "./filter-row.tsx";
import {
  cleared,
  type LogFilters,
  logInput,
  only,
  requestFilters,
  toFilter,
  widening,
} from "./filters.ts";
import { LiveButton } from "./live/live-button.tsx";
import { LiveNotice } from "./live/live-notice.tsx";
import { useLiveTail } from "./live/use-live-tail.ts";
import { useRowKeys } from "./request-keys.ts";
import { RequestTable } from "./request-table.tsx";
import { RequestsHeader } from "./requests-header.tsx";
import { TrafficFigure } from "./traffic/traffic-figure.tsx";
import { ViewsMenu } from "./views/views-menu.tsx";

type Props = { appUrl: string; mayShare: boolean };

/** The log of requests: what is looked for, how much of it there was, and each of them. */
export function RequestExplorer({ appUrl, mayShare }: Props) {
  const trpc = useTRPC();
  const [{ view: _, cursor, ...values }, setFilters] = useQueryStates(requestFilters);
  const query = useQuery(
    trpc.logs.list.queryOptions(logInput({ ...values, cursor }), {
      placeholderData: keepPreviousData,
    }),
  );
  const { filter, refused } = toFilter(values);
  const names = clientNames(query.data?.data ?? []);
  const tail = useLiveTail(filter, { onStart: () => void query.refetch() });
  useRowKeys();
  const change = (wanted: Partial<LogFilters>) => void setFilters({ ...wanted, cursor: null });
  const clear = () => change(cleared);
  return (
    <FilterScope setFilter={(name, value) => change(only(name, value))}>
      <RequestsHeader
        actions={
          <>
            <ExportRequests values={values} names={names} exportsPath="/exports" />
            <LiveButton tail={tail} blocked={cursor !== null || values.from !== null} />
            <ViewsMenu mayShare={mayShare} />
          </>
        }
      />
      <div className="px-4 pb-8 sm:px-6">
        <FilterRow values={values} onChange={change} />
        <FilterChips
          values={values}
          names={names}
          onRemove={(name) => change(only(name, null))}
          onClear={clear}
        />
        <Refused names={refused} onDrop={change} />
        <TrafficFigure
          filter={filter}
          live={tail.isOn}
          onZoom={(from, to) =>
            void setFilters({ range: null, from, to, cursor: null }, { history: "push" })
          }
        />
        <LiveNotice tail={tail} />
        <RequestTable
          query={query}
          newer={cursor === null ? tail.shown : []}
          values={values}
          appUrl={appUrl}
          onClear={clear}
          onWiden={widening(values, change)}
        />
      </div>
    </FilterScope>
  );
}

type RefusedProps = { names: readonly string[]; onDrop(values: Partial<LogFilters>): void };

/** Filters of the address that mean nothing: said, and left out. */
function Refused({ names, onDrop }: RefusedProps) {
  if (names.length === 0) return null;
  const withNone = Object.fromEntries(names.map((name) => [name, null]));
  return (
    <div className="pb-3">
      <Notice tone="warn">
        Left out, since its value cannot be: {names.join(", ")}.{" "}
        <button type="button" className="link" onClick={() => onDrop(withNone)}>
          Take it off the address
        </button>
      </Notice>
    </div>
  );
}
