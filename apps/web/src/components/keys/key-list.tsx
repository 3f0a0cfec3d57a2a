"use client";

import type { VersionFacts } from "@crossdock/adapters";
import { EmptyState, Status, Time } from "@crossdock/ui";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { listInput } from "../../filters.ts";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { ConfirmButton } from "../confirm-button.tsx";
import type { Column } from "../data-table.tsx";
import { DataTable, useCursor } from "../data-table.tsx";
import { limitsText } from "../limits-text.ts";
import { Reference } from "../reference.tsx";
import { PinKey } from "./pin-key.tsx";

type Key = Outputs["keys"]["list"]["data"][number];

type Props = {
  /** Only this partner's keys; all keys where it is left out. */
  partnerId?: string;
  /** The versions of the API that are served. */
  versions: readonly VersionFacts[];
  mayWrite: boolean;
};

export function KeyList({ partnerId, versions, mayWrite }: Props) {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const query = useQuery(
    trpc.keys.list.queryOptions(listInput({ partnerId: partnerId ?? null, cursor }), {
      placeholderData: keepPreviousData,
    }),
  );
  const columns = [
    ...keyColumns,
    versionColumn(versions),
    ...(partnerId === undefined ? [ownerColumn] : []),
    ...(mayWrite ? [actionsColumn(versions)] : []),
  ];
  return (
    <DataTable
      caption="API keys, newest first"
      columns={columns}
      query={query}
      empty={
        <EmptyState kind="nothing-yet" title="No keys yet">
          <p>A key is what the system sends with every call. It is shown once, when it is made.</p>
        </EmptyState>
      }
    />
  );
}

const keyColumns: Column<Key>[] = [
  { id: "name", header: "Name", phone: "main", cell: (key) => key.name },
  {
    id: "state",
    header: "State",
    phone: "end",
    cell: ({ revokedAt }) =>
      revokedAt ? <Status tone="off">Revoked</Status> : <Status tone="ok">Active</Status>,
  },
  {
    id: "hint",
    header: "Key",
    phone: "below",
    cell: (key) => <span className="font-mono text-meta">{key.hint}</span>,
  },
  {
    id: "scopes",
    header: "Scopes",
    phone: "hidden",
    cell: ({ scopes }) => <span title={scopes.join("\n")}>{summary(scopes)}</span>,
  },
  {
    id: "limits",
    header: "Limits",
    phone: "hidden",
    cell: ({ limits }) => limitsText(limits),
  },
  {
    id: "used",
    header: "Last used",
    phone: "hidden",
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : "Never"),
  },
  { id: "made", header: "Made", phone: "hidden", cell: (key) => <Time at={key.createdAt} /> },
];

const ownerColumn: Column<Key> = {
  id: "owner",
  header: "Owner",
  phone: "hidden",
  cell: ({ partnerId }) => (partnerId ? <Reference text={partnerId} /> : "The shop"),
};

function versionColumn(versions: readonly VersionFacts[]): Column<Key> {
  return {
    id: "version",
    header: "Version",
    phone: "hidden",
    cell: ({ apiVersion }) => {
      const { sunset } = versions.find(({ name }) => name === apiVersion) ?? {};
      if (apiVersion === null) return <span className="text-ink-2">Newest</span>;
      return sunset ? (
        <Status tone="warn">{`${apiVersion}, until ${sunset.slice(0, 10)}`}</Status>
      ) : (
        apiVersion
      );
    },
  };
}

function actionsColumn(versions: readonly VersionFacts[]): Column<Key> {
  return {
    id: "actions",
    header: "Actions",
    align: "end",
    phone: "below-end",
    cell: (key) =>
      key.revokedAt ? (
        "–"
      ) : (
        <span className="inline-flex gap-2">
          <PinKey apiKey={key} versions={versions} />
          <Revoke apiKey={key} />
        </span>
      ),
  };
}

function Revoke({ apiKey }: { apiKey: Key }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const revoke = useMutation(trpc.keys.revoke.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Revoke"
      title={`Revoke ${apiKey.name}?`}
      consequence="Calls with this key are refused at once. This cannot be undone: the system needs a new key."
      run={() => revoke.mutateAsync({ id: apiKey.id }).then(refresh)}
      done={`${apiKey.name} is revoked`}
    />
  );
}

/** One scope by name, the others by number. */
function summary(scopes: readonly string[]): string {
  const rest = scopes.length - 1;
  return `${scopes[0]}${rest > 0 ? ` +${rest}` : ""}`;
}
