"use client";

import { EmptyState, Status, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../components/data-table.tsx";
import { listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

export type Mapping = Outputs["mappings"]["get"];

export function MappingList() {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const query = useQuery(
    trpc.mappings.list.queryOptions(listInput({ cursor }), { placeholderData: keepPreviousData }),
  );
  return (
    <DataTable
      caption="Mappings, newest first"
      columns={columns}
      query={query}
      href={({ id }) => `/mappings/${id}`}
      empty={
        <EmptyState kind="nothing-yet" title="No mapping yet">
          <p>
            A mapping says which event sets off which call, and which value goes where. Begin with a
            ready one, such as a line in Slack for each order.
          </p>
        </EmptyState>
      }
    />
  );
}

const columns: Column<Mapping>[] = [
  { id: "name", header: "Name", phone: "main", cell: ({ name }) => name },
  { id: "state", header: "State", phone: "end", cell: (mapping) => <MappingState {...mapping} /> },
  { id: "way", header: "Way", phone: "below", cell: (mapping) => <Way {...mapping} /> },
  {
    id: "last",
    header: "Last run",
    align: "end",
    phone: "below-end",
    cell: ({ lastRun }) => (lastRun ? <Time at={lastRun.at} /> : "–"),
  },
];

/** Which event leads to which call. */
export function Way({
  definition,
  connectionName,
}: Pick<Mapping, "definition" | "connectionName">) {
  const text =
    definition.direction === "out"
      ? `${definition.event} → ${connectionName ?? "?"} ${definition.method} ${definition.path}`
      : `${definition.source} ${definition.event} → ${definition.operation}`;
  return <span className="font-mono text-meta break-all">{text}</span>;
}

export function MappingState(
  mapping: Pick<Mapping, "enabled" | "disabledReason" | "failingSince">,
) {
  if (mapping.disabledReason) return <Status tone="bad">Switched off by itself</Status>;
  if (!mapping.enabled) return <Status tone="off">Off</Status>;
  return mapping.failingSince ? (
    <Status tone="warn">Failing</Status>
  ) : (
    <Status tone="ok">On</Status>
  );
}
