"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { State } from "../../../components/statuses.tsx";
import { isFiltered, listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { emailFilters, emailStatuses } from "./filters.ts";

type Email = Outputs["notifications"]["list"]["data"][number];

export function EmailList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(emailFilters);
  const query = useQuery(
    trpc.notifications.list.queryOptions(listInput(filters), { placeholderData: keepPreviousData }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <FilterSelect
          label="Status"
          any="Any status"
          options={emailStatuses}
          value={filters.status}
          onChange={(status) => setFilters({ status, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="E-mails, newest first"
        columns={columns}
        query={query}
        href={(email) => `/emails/${email.id}`}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="No e-mails yet">
            <p>
              Buyers get one when their order is confirmed. With SMTP_URL set they are sent; without
              it they are kept here to read.
            </p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Email>[] = [
  { id: "subject", header: "Subject", phone: "main", cell: (email) => email.subject },
  { id: "to", header: "To", phone: "below", cell: (email) => email.to },
  {
    id: "status",
    header: "Status",
    phone: "end",
    cell: (email) => <State value={email.status} />,
  },
  {
    id: "attempts",
    header: "Attempts",
    align: "end",
    phone: "hidden",
    cell: (email) => email.attempts,
  },
  {
    id: "written",
    header: "Written",
    align: "end",
    phone: "below-end",
    cell: (email) => <Time at={email.createdAt} />,
  },
];
