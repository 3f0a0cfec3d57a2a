"use client";

import { Button, Status, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { State } from "../../../components/statuses.tsx";
import { Unavailable } from "../../../components/unavailable.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { words } from "../../../words.ts";
import { EditMember } from "./edit-member.tsx";
import { MemberMenu } from "./member-menu.tsx";

export type Member = Outputs["users"]["list"]["data"][number];

/** `mayWriteOwners`: whether the reader may touch those who are owners. */
export function TeamList({
  mayWrite,
  mayWriteOwners,
}: {
  mayWrite: boolean;
  mayWriteOwners: boolean;
}) {
  const trpc = useTRPC();
  const [editing, setEditing] = useState<Member | null>(null);
  const query = useQuery(trpc.users.list.queryOptions({}, { select: asPage }));
  const change: Column<Member> = {
    id: "change",
    header: "Actions",
    align: "end",
    phone: "below-end",
    cell: (member) =>
      member.role === "owner" && !mayWriteOwners ? (
        <Unavailable verb="Change" why="By owners alone:" />
      ) : (
        <span className="inline-flex gap-2">
          <Button size="sm" onClick={() => setEditing(member)} aria-label={`Change ${member.name}`}>
            Change
          </Button>
          <MemberMenu member={member} />
        </span>
      ),
  };
  return (
    <>
      <DataTable
        caption="The team"
        columns={mayWrite ? [...columns, change] : columns}
        query={query}
        empty={null}
      />
      {editing && (
        <EditMember
          member={editing}
          mayWriteOwners={mayWriteOwners}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

const columns: Column<Member>[] = [
  { id: "name", header: "Name", phone: "main", cell: (member) => member.name },
  { id: "email", header: "E-mail", phone: "below", cell: (member) => member.email },
  { id: "role", header: "Role", phone: "hidden", cell: (member) => words(member.role) },
  {
    id: "status",
    header: "Status",
    phone: "end",
    cell: ({ status, lastSignInAt }) =>
      status === "active" && lastSignInAt === null ? (
        <Status tone="pending">Invited, not yet signed in</Status>
      ) : (
        <State value={status} />
      ),
  },
  {
    id: "factor",
    header: "Second factor",
    phone: "hidden",
    cell: ({ secondFactor }) =>
      secondFactor ? <Status tone="ok">On</Status> : <Status tone="off">Off</Status>,
  },
  {
    id: "seen",
    header: "Last sign-in",
    phone: "hidden",
    cell: ({ lastSignInAt }) => (lastSignInAt ? <Time at={lastSignInAt} /> : "Never"),
  },
];

/** The team is one page long. */
function asPage({ data }: Outputs["users"]["list"]) {
  return { data, hasMore: false, nextCursor: null };
}
