"use client";

import { EmptyState } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { isFiltered, setOnly } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { many } from "../../../words.ts";
import { operationFilters, operationStates } from "./filters.ts";
import { OperationState } from "./operation-state.tsx";

type Operation = Outputs["operations"]["list"]["data"][number];

export function OperationList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(operationFilters);
  const query = useQuery(
    trpc.operations.list.queryOptions(setOnly(filters), { placeholderData: keepPreviousData }),
  );
  const { data: versions } = useQuery(trpc.operations.usage.queryOptions({}));
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="overflow-x-auto px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <SearchField
          label="Path, name or words"
          value={filters.q}
          onChange={(q) => setFilters({ q })}
        />
        <FilterSelect
          label="Version"
          any="Any version"
          options={versions?.data.map(({ name }) => name) ?? []}
          value={filters.version}
          onChange={(version) => setFilters({ version })}
        />
        <FilterSelect
          label="State"
          any="Any state"
          options={operationStates}
          value={filters.state}
          onChange={(state) => setFilters({ state })}
        />
      </FilterBar>
      <DataTable
        caption="Operations of the public API, by resource"
        columns={columns}
        query={query}
        href={(operation) => `/operations/${operation.id}`}
        groupOf={(operation) => operation.tag}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="The public API has no operation yet">
            <p>A procedure with a REST path stands here.</p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Operation>[] = [
  {
    id: "operation",
    header: "Operation",
    phone: "main",
    cell: ({ method, path }) => (
      <span className="font-mono text-meta font-normal">
        <span className="inline-block w-14 text-accent">{method}</span>
        {path}
      </span>
    ),
  },
  {
    id: "summary",
    header: "What it does",
    phone: "below",
    cell: ({ id, summary }) => (
      <span className="block sm:py-1">
        <span className="block truncate">{summary}</span>
        <span className="block truncate font-mono text-meta text-ink-2 max-sm:hidden">{id}</span>
      </span>
    ),
  },
  {
    id: "scope",
    header: "Scope",
    phone: "hidden",
    cell: ({ scope }) => <span className="font-mono text-meta">{scope ?? "any key"}</span>,
  },
  {
    id: "versions",
    header: "Versions",
    phone: "hidden",
    cell: ({ versions }) => <span className="font-mono text-meta">{versions.join(" ")}</span>,
  },
  {
    id: "today",
    header: "Today (UTC)",
    align: "end",
    phone: "hidden",
    cell: ({ today }) => <Calls {...today} />,
  },
  {
    id: "week",
    header: "7 days",
    align: "end",
    phone: "below-end",
    cell: ({ last7Days }) => <Calls {...last7Days} />,
  },
  {
    id: "callers",
    header: "Top callers",
    phone: "hidden",
    cell: ({ topCallers }) => topCallers.map(({ id, name }) => name ?? id).join(", ") || "–",
  },
  {
    id: "state",
    header: "State",
    phone: "end",
    cell: (operation) => <OperationState operation={operation} />,
  },
];

function Calls({ calls, errors }: Operation["today"]) {
  return (
    <span className={calls === 0 ? "text-ink-3" : ""}>
      {calls.toLocaleString("en")}
      <span className="sm:hidden"> {calls === 1 ? "call" : "calls"}</span>
      {errors > 0 && <span className="block text-meta text-bad">{many(errors, "error")}</span>}
    </span>
  );
}
