"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../../components/data-table.tsx";
import { DataTable } from "../../../../components/data-table.tsx";
import { FilterBar } from "../../../../components/filter-bar.tsx";
import { Reference } from "../../../../components/reference.tsx";
import { SearchField } from "../../../../components/search-field.tsx";
import { State } from "../../../../components/statuses.tsx";
import { isFiltered, listInput } from "../../../../filters.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { idempotencyFilters } from "../filters.ts";

type KeyedRequest = Outputs["operations"]["idempotency"]["data"][number];

export function IdempotencyList() {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(idempotencyFilters);
  const query = useQuery(
    trpc.operations.idempotency.queryOptions(listInput(filters), {
      placeholderData: keepPreviousData,
    }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="overflow-x-auto px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <SearchField
          label="Idempotency-Key begins with"
          value={filters.key}
          onChange={(key) => setFilters({ key, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="Requests with an Idempotency-Key, newest first"
        columns={columns}
        query={query}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="No request with an Idempotency-Key yet">
            <p>
              A caller who sends the same key again gets the first answer, and nothing happens
              twice. What was answered first is kept here.
            </p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<KeyedRequest>[] = [
  {
    id: "key",
    header: "Idempotency-Key",
    phone: "main",
    cell: ({ key }) => (
      <span className="font-mono text-meta font-normal" title={key}>
        {key}
      </span>
    ),
  },
  {
    id: "operation",
    header: "Operation",
    phone: "below",
    cell: ({ operation }) => <span className="font-mono text-meta">{operation}</span>,
  },
  {
    id: "caller",
    header: "Caller",
    phone: "hidden",
    cell: ({ caller }) => caller.name ?? <Reference text={caller.id} />,
  },
  { id: "state", header: "State", phone: "end", cell: ({ state }) => <State value={state} /> },
  {
    id: "object",
    header: "Made",
    phone: "hidden",
    cell: ({ objectId }) => (objectId === null ? "–" : <Reference text={objectId} />),
  },
  {
    id: "at",
    header: "When",
    align: "end",
    phone: "below-end",
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];
