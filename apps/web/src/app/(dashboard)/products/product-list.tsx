"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PriceRange } from "../../../components/price-range.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { State } from "../../../components/statuses.tsx";
import { isFiltered, listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { productFilters, productStatuses } from "./filters.ts";
import { Thumbnail } from "./thumbnail.tsx";

type Product = Outputs["products"]["list"]["data"][number];

export function ProductList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(productFilters);
  const query = useQuery(
    trpc.products.list.queryOptions(listInput(filters), { placeholderData: keepPreviousData }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <SearchField
          label="Title or SKU"
          value={filters.q}
          onChange={(q) => setFilters({ q, cursor: null })}
        />
        <FilterSelect
          label="Status"
          any="Any status"
          options={productStatuses}
          value={filters.status}
          onChange={(status) => setFilters({ status, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="Products"
        columns={columns}
        query={query}
        href={(product) => `/products/${product.id}`}
        onClear={clear}
        empty={
          <EmptyState
            kind="nothing-yet"
            title="No products yet"
            action={
              <LinkButton href="/products/new" variant="primary">
                Create the first product
              </LinkButton>
            }
          >
            <p>A product has one or more variants, each with its own SKU, price and stock.</p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Product>[] = [
  {
    id: "title",
    header: "Title",
    phone: "main",
    cell: ({ images, title }) => (
      <span className="inline-flex max-w-full items-center gap-2.5 align-middle">
        <Thumbnail images={images} size="sm" />
        <span className="truncate">{title}</span>
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    phone: "end",
    cell: (product) => <State value={product.status} />,
  },
  {
    id: "sku",
    header: "SKU",
    phone: "below",
    cell: ({ variants }) => (
      <span className="font-mono text-meta">
        {variants[0]?.sku}
        {variants.length > 1 && ` +${variants.length - 1}`}
      </span>
    ),
  },
  {
    id: "price",
    header: "Price",
    align: "end",
    phone: "below-end",
    cell: ({ variants }) => <PriceRange prices={variants.map(({ price }) => price)} />,
  },
  {
    id: "stock",
    header: "Stock",
    align: "end",
    phone: "hidden",
    cell: ({ variants }) => <Stock units={variants.reduce((sum, { stock }) => sum + stock, 0)} />,
  },
  {
    id: "updated",
    header: "Updated",
    align: "end",
    phone: "hidden",
    cell: (product) => <Time at={product.updatedAt} />,
  },
];

function Stock({ units }: { units: number }) {
  return units === 0 ? <span className="text-warn">Sold out</span> : units;
}
