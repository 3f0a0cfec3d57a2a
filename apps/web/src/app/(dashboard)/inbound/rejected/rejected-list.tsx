"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import type { Column } from "../../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../../components/data-table.tsx";
import { FilterBar } from "../../../../components/filter-bar.tsx";
import { listInput } from "../../../../filters.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { many } from "../../../../words.ts";
import { DoorFilter } from "../door-filter.tsx";
import { verdictWords } from "../verdicts.ts";

type Rejection = Outputs["inbox"]["rejected"]["data"][number];

export function RejectedList() {
  const trpc = useTRPC();
  const [cursor, setCursor] = useCursor();
  const [connector, setConnector] = useQueryState("connector", parseAsString);
  const query = useQuery(
    trpc.inbox.rejected.queryOptions(listInput({ connector, cursor }), {
      placeholderData: keepPreviousData,
    }),
  );
  const choose = (slug: string | null) => {
    void setConnector(slug);
    void setCursor(null);
  };
  const clear = connector ? () => choose(null) : undefined;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <FilterBar onClear={clear}>
        <DoorFilter value={connector} onChange={choose} />
      </FilterBar>
      <p className="max-w-180 pb-3 text-table text-ink-2">
        The last hundred deliveries of each address that were not taken. What they said is not kept:
        nobody knows who wrote it.
      </p>
      <DataTable
        caption="Refused webhooks, newest first"
        columns={columns}
        query={query}
        onClear={clear}
        empty={
          <EmptyState kind="nothing-yet" title="Nothing was refused">
            <p>
              A delivery is refused where its signature does not match a secret of ours, or where it
              is too old, too large, or no event.
            </p>
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Rejection>[] = [
  {
    id: "reason",
    header: "Why",
    phone: "main",
    cell: ({ reason }) => verdictWords(reason),
  },
  {
    id: "slug",
    header: "Address",
    phone: "below",
    cell: ({ slug }) => <span className="font-mono text-meta">{slug || "–"}</span>,
  },
  {
    id: "network",
    header: "From the network",
    phone: "hidden",
    cell: ({ network }) => <span className="font-mono text-meta">{network || "–"}</span>,
  },
  {
    id: "bytes",
    header: "Size",
    align: "end",
    phone: "hidden",
    cell: ({ bytes }) => (bytes === null ? "–" : many(bytes, "byte")),
  },
  { id: "at", header: "When", align: "end", phone: "end", cell: ({ at }) => <Time at={at} /> },
];
