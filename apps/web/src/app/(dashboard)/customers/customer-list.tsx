"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { isFiltered, listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { customerFilters } from "./filters.ts";

type Customer = Outputs["customers"]["list"]["data"][number];

export function CustomerList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(customerFilters);
  const query = useQuery(
    trpc.customers.list.queryOptions(listInput(filters), { placeholderData: keepPreviousData }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <SearchField
          label="Name or e-mail"
          value={filters.q}
          onChange={(q) => setFilters({ q, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="Customers, newest first"
        columns={columns}
        query={query}
        href={(customer) => `/customers/${customer.id}`}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="No customers yet">
            <p>Whoever orders becomes a customer, known by the e-mail address.</p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Customer>[] = [
  {
    id: "name",
    header: "Name",
    phone: "main",
    cell: (customer) => customer.name ?? customer.email,
  },
  { id: "email", header: "E-mail", phone: "below", cell: (customer) => customer.email },
  { id: "phone", header: "Phone", phone: "hidden", cell: (customer) => customer.phone ?? "–" },
  {
    id: "place",
    header: "Place",
    phone: "hidden",
    cell: ({ address }) => (address ? `${address.city}, ${address.country}` : "–"),
  },
  {
    id: "since",
    header: "Since",
    align: "end",
    phone: "end",
    cell: (customer) => <Time at={customer.createdAt} />,
  },
];
