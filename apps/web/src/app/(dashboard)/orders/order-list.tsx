"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { DataTable } from "../../../components/data-table.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { isFiltered, listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { fulfillmentStatuses, orderFilters, orderStatuses, paymentStatuses } from "./filters.ts";
import { FirstOrder } from "./first-order.tsx";
import { orderColumns } from "./order-columns.tsx";

export function OrderList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(orderFilters);
  const query = useQuery(
    trpc.orders.list.queryOptions(listInput(filters), { placeholderData: keepPreviousData }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <SearchField
          label="Number or e-mail"
          value={filters.q}
          onChange={(q) => setFilters({ q, cursor: null })}
        />
        <FilterSelect
          label="Status"
          any="Any status"
          options={orderStatuses}
          value={filters.status}
          onChange={(status) => setFilters({ status, cursor: null })}
        />
        <FilterSelect
          label="Payment"
          any="Any payment"
          options={paymentStatuses}
          value={filters.paymentStatus}
          onChange={(paymentStatus) => setFilters({ paymentStatus, cursor: null })}
        />
        <FilterSelect
          label="Fulfilment"
          any="Any fulfilment"
          options={fulfillmentStatuses}
          value={filters.fulfillmentStatus}
          onChange={(fulfillmentStatus) => setFilters({ fulfillmentStatus, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="Orders, newest first"
        columns={orderColumns}
        query={query}
        href={(order) => `/orders/${order.id}`}
        onClear={clear}
        empty={<FirstOrder />}
      />
    </div>
  );
}
