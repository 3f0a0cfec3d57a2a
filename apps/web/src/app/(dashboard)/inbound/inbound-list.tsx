"use client";

import { CodeBlock, EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { FilterBar } from "../../../components/filter-bar.tsx";
import { FilterSelect } from "../../../components/filter-select.tsx";
import { State } from "../../../components/statuses.tsx";
import { isFiltered, listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { words } from "../../../words.ts";
import { DayFigures } from "./day-figures.tsx";
import { DoorFilter } from "./door-filter.tsx";
import { inboundFilters, inboundStatuses } from "./filters.ts";

type InboundEvent = Outputs["inbox"]["list"]["data"][number];

export function InboundList({ appUrl }: { appUrl: string }) {
  const trpc = useTRPC();
  const [filters, setFilters] = useQueryStates(inboundFilters);
  const query = useQuery(
    trpc.inbox.list.queryOptions(listInput(filters), { placeholderData: keepPreviousData }),
  );
  const clear = isFiltered(filters) ? () => setFilters(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <DayFigures connector={filters.connector} />
      <FilterBar onClear={clear}>
        <FilterSelect
          label="Status"
          any="Any status"
          options={inboundStatuses}
          value={filters.status}
          onChange={(status) => setFilters({ status, cursor: null })}
        />
        <DoorFilter
          value={filters.connector}
          onChange={(connector) => setFilters({ connector, cursor: null })}
        />
      </FilterBar>
      <DataTable
        caption="Inbound events, newest first"
        columns={columns}
        query={query}
        href={(event) => `/inbound/${event.id}`}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="Nothing has come in yet">
            <p>
              Providers tell us here what happened to a payment. Each event is verified, stored once
              and worked off afterwards. For others, such as GitHub or Shopify,{" "}
              <Link className="link" href="/inbound/sources">
                make a source
              </Link>
              . For Stripe, register this address:
            </p>
            <CodeBlock label="Webhook address" code={`${appUrl}/api/webhooks/stripe`} />
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<InboundEvent>[] = [
  {
    id: "type",
    header: "Event",
    phone: "main",
    cell: (event) => <span className="font-mono text-meta">{event.type}</span>,
  },
  { id: "connector", header: "From", phone: "below", cell: (event) => words(event.connector) },
  {
    id: "status",
    header: "Status",
    phone: "end",
    cell: (event) => <State value={event.status} />,
  },
  { id: "result", header: "Result", phone: "hidden", cell: (event) => event.result ?? "–" },
  {
    id: "duplicates",
    header: "Repeats",
    align: "end",
    phone: "hidden",
    cell: (event) => event.duplicates,
  },
  {
    id: "received",
    header: "Received",
    align: "end",
    phone: "below-end",
    cell: (event) => <Time at={event.receivedAt} />,
  },
];
