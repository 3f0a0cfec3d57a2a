"use client";

import { Button, Status, Time } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { useLeave } from "../../trpc/use-leave.ts";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { browserName } from "../../user-agent.ts";
import { ConfirmButton } from "../confirm-button.tsx";
import type { Column } from "../data-table.tsx";
import { DataTable } from "../data-table.tsx";

type Session = Outputs["me"]["sessions"]["data"][number];

/** Where the reader is signed in, and the ways to end it. */
export function SessionList() {
  const trpc = useTRPC();
  const query = useQuery(trpc.me.sessions.queryOptions({}, { select: asPage }));
  return (
    <>
      <DataTable caption="Where you are signed in" columns={columns} query={query} empty={null} />
      <div className="pt-4">
        <SignOutEverywhere />
      </div>
    </>
  );
}

const columns: Column<Session>[] = [
  {
    id: "browser",
    header: "Browser",
    phone: "main",
    cell: ({ userAgent }) => <span title={userAgent ?? ""}>{browserName(userAgent)}</span>,
  },
  { id: "address", header: "Address", phone: "below", cell: ({ address }) => address ?? "–" },
  {
    id: "since",
    header: "Since",
    phone: "hidden",
    cell: (session) => <Time at={session.createdAt} />,
  },
  {
    id: "seen",
    header: "Last seen",
    phone: "end",
    cell: (session) => <Time at={session.lastSeenAt} />,
  },
  {
    id: "end",
    header: "Actions",
    align: "end",
    phone: "below-end",
    cell: (session) =>
      session.current ? <Status tone="ok">This one</Status> : <EndSession session={session} />,
  },
];

function EndSession({ session }: { session: Session }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const end = useMutation(trpc.me.endSession.mutationOptions({ onSettled: refresh }));
  return (
    <Button
      size="sm"
      pending={end.isPending}
      onClick={() => end.mutate({ id: session.id })}
      aria-label={`Sign out ${browserName(session.userAgent)}, ${session.address}`}
    >
      Sign out
    </Button>
  );
}

function SignOutEverywhere() {
  const trpc = useTRPC();
  const end = useMutation(trpc.me.signOutEverywhere.mutationOptions());
  const leave = useLeave(() => end.mutateAsync({}));
  return (
    <ConfirmButton
      verb="Sign out everywhere"
      title="Sign out everywhere?"
      consequence="Every browser that is signed in to your account is signed out at once, this one too."
      run={() => leave.mutateAsync()}
      done="You are signed out everywhere"
    />
  );
}

/** The sessions are one page long. */
function asPage({ data }: Outputs["me"]["sessions"]) {
  return { data, hasMore: false, nextCursor: null };
}
