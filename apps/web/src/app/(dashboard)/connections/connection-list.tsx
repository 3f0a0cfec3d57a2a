"use client";

import { EmptyState, Status, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../components/data-table.tsx";
import { listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

export type Connection = Outputs["connections"]["get"];

export function ConnectionList() {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const query = useQuery(
    trpc.connections.list.queryOptions(listInput({ cursor }), {
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <DataTable
      caption="Connections, newest first"
      columns={columns}
      query={query}
      href={({ id }) => `/connections/${id}`}
      empty={
        <EmptyState kind="nothing-yet" title="No API is connected yet">
          <p>
            Most APIs publish an OpenAPI document: give its address or paste it, and every operation
            is here to try. An API without one is connected by its base address.
          </p>
        </EmptyState>
      }
    />
  );
}

const columns: Column<Connection>[] = [
  { id: "name", header: "Name", phone: "main", cell: ({ name }) => name },
  { id: "secret", header: "Credential", phone: "end", cell: (row) => <SecretState {...row} /> },
  {
    id: "url",
    header: "Base address",
    phone: "below",
    cell: ({ baseUrl }) => <span className="font-mono text-meta break-all">{baseUrl}</span>,
  },
  {
    id: "document",
    header: "Document",
    phone: "hidden",
    cell: ({ documentTitle, documentVersion }) =>
      documentTitle === null ? "None" : `${documentTitle} ${documentVersion}`,
  },
  {
    id: "changed",
    header: "Changed",
    align: "end",
    phone: "below-end",
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
];

/** Whether it can be used as it is. */
export function SecretState({ secret }: Pick<Connection, "secret">) {
  if (secret === "missing") return <Status tone="warn">Secret missing</Status>;
  if (secret === "other host") return <Status tone="bad">Secret of another host</Status>;
  return <Status tone="ok">{secret === "set" ? "Secret set" : "No secret needed"}</Status>;
}
