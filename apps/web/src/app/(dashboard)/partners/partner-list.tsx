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
import { partnerFilters, partnerStatuses } from "./filters.ts";

type Partner = Outputs["partners"]["list"]["data"][number];

export function PartnerList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(partnerFilters);
  const query = useQuery(
    trpc.partners.list.queryOptions(listInput(filters), { placeholderData: keepPreviousData }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <FilterSelect
          label="Status"
          any="Any status"
          options={partnerStatuses}
          value={filters.status}
          onChange={(status) => setFilters({ status, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="Partners, newest first"
        columns={columns}
        query={query}
        href={(partner) => `/partners/${partner.id}`}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="No partners yet">
            <p>
              A partner is a business whose systems call your API: a marketplace, a reseller, a
              till. Its keys see its own orders, customers and events, and nobody else's.
            </p>
            <p>Add one with New partner, then give it a key.</p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Partner>[] = [
  { id: "name", header: "Name", phone: "main", cell: (partner) => partner.name },
  {
    id: "status",
    header: "Status",
    phone: "end",
    cell: (partner) => <State value={partner.status} />,
  },
  {
    id: "contact",
    header: "Contact",
    phone: "below",
    cell: (partner) => partner.contactName ?? partner.contactEmail ?? "–",
  },
  {
    id: "email",
    header: "E-mail",
    phone: "hidden",
    cell: (partner) => partner.contactEmail ?? "–",
  },
  {
    id: "since",
    header: "Since",
    align: "end",
    phone: "below-end",
    cell: (partner) => <Time at={partner.createdAt} />,
  },
];
