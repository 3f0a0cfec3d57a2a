"use client";

import { transports } from "@crossdock/api/schemas";
import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { DayField } from "../../../components/day-field.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { Reference } from "../../../components/reference.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { isFiltered, listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { auditFilters } from "./filters.ts";

type Entry = Outputs["audit"]["list"]["data"][number];

export function AuditList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(auditFilters);
  const query = useQuery(
    trpc.audit.list.queryOptions(listInput(filters), { placeholderData: keepPreviousData }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <SearchField
          label="Action, who, about or request"
          value={filters.q}
          onChange={(q) => setFilters({ q, cursor: null })}
        />
        <FilterSelect
          label="Transport"
          any="Any transport"
          options={transports}
          value={filters.transport}
          onChange={(transport) => setFilters({ transport, cursor: null })}
        />
        <DayField
          label="From (UTC)"
          value={filters.from}
          onChange={(from) => setFilters({ from, cursor: null })}
        />
        <DayField
          label="To (UTC)"
          value={filters.to}
          onChange={(to) => setFilters({ to, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="Who did what, newest first"
        columns={columns}
        query={query}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="Nothing has been changed yet">
            <p>
              Every change is written here with who made it, by which transport, in which request.
            </p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Entry>[] = [
  {
    id: "action",
    header: "Action",
    phone: "main",
    cell: (entry) => <span className="font-mono text-meta">{entry.action}</span>,
  },
  {
    id: "target",
    header: "About",
    phone: "below-end",
    cell: ({ targetId }) => (targetId ? <Reference text={targetId} /> : "–"),
  },
  { id: "actor", header: "Who", phone: "below", cell: (entry) => entry.actor.name },
  { id: "transport", header: "By", phone: "hidden", cell: (entry) => entry.transport },
  {
    id: "request",
    header: "Request",
    phone: "hidden",
    cell: (entry) => <Reference text={entry.requestId} />,
  },
  {
    id: "at",
    header: "When",
    align: "end",
    phone: "end",
    cell: (entry) => <Time at={entry.createdAt} />,
  },
];
