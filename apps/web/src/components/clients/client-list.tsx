"use client";

import { EmptyState, Status, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { listInput } from "../../filters.ts";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import type { Column } from "../data-table.tsx";
import { DataTable, useCursor } from "../data-table.tsx";
import { Reference } from "../reference.tsx";
import { kindOf } from "./client-kinds.ts";

type Client = Outputs["clients"]["list"]["data"][number];

type Props = {
  /** Where a client's own page is: `/clients` or the portal's. */
  base: string;
  /** Whether clients of several owners are listed. */
  ofAll?: boolean;
};

export function ClientList({ base, ofAll }: Props) {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const query = useQuery(
    trpc.clients.list.queryOptions(listInput({ cursor }), { placeholderData: keepPreviousData }),
  );
  return (
    <DataTable
      caption="OAuth clients, newest first"
      columns={ofAll ? [...columns, ownerColumn] : columns}
      query={query}
      href={({ id }) => `${base}/${id}`}
      empty={
        <EmptyState kind="nothing-yet" title="No OAuth clients yet">
          <p>
            An OAuth client is a program that gets short-lived access tokens: for itself, or for
            customers who allow it to act for them.
          </p>
        </EmptyState>
      }
    />
  );
}

const columns: Column<Client>[] = [
  { id: "name", header: "Name", phone: "main", cell: (client) => client.name },
  {
    id: "state",
    header: "State",
    phone: "end",
    cell: ({ revokedAt }) =>
      revokedAt ? <Status tone="off">Revoked</Status> : <Status tone="ok">Active</Status>,
  },
  { id: "kind", header: "Kind", phone: "below", cell: kindOf },
  {
    id: "used",
    header: "Last used",
    phone: "hidden",
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : "Never"),
  },
  { id: "made", header: "Made", phone: "hidden", cell: (client) => <Time at={client.createdAt} /> },
];

const ownerColumn: Column<Client> = {
  id: "owner",
  header: "Owner",
  phone: "hidden",
  cell: ({ partnerId, documentUrl }) => {
    if (documentUrl) return "Nobody here";
    return partnerId ? <Reference text={partnerId} /> : "The shop";
  },
};
