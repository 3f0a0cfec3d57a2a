"use client";

import type { VersionFacts } from "@crossdock/adapters";
import { EmptyState, Status, Time } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { listInput } from "../../filters.ts";
import { useTRPC } from "../../trpc/client.tsx";
import type { Column } from "../data-table.tsx";
import { DataTable, useCursor } from "../data-table.tsx";
import { Reference } from "../reference.tsx";
import { type Key, KeyState } from "./key-state.tsx";

type Props = {
  /** Only this partner's keys; all keys where it is left out. */
  partnerId?: string;
  /** Below it each key has its page. */
  basePath: string;
  /** The versions of the API that are served. */
  versions: readonly VersionFacts[];
};

/** Keys, each with the way to its page, where everything is done with it. */
export function KeyList({ partnerId, basePath, versions }: Props) {
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
  ];
  return (
    <DataTable
      caption="API keys, newest first"
      columns={columns}
      query={query}
      href={({ id }) => `${basePath}/${id}`}
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
    cell: (key) => <KeyState apiKey={key} />,
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
    id: "used",
    header: "Last used",
    phone: "below-end",
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : "Never"),
  },
  { id: "made", header: "Made", phone: "hidden", cell: (key) => <Time at={key.createdAt} /> },
];

const ownerColumn: Column<Key> = {
  id: "owner",
  header: "Owner",
  phone: "hidden",
  cell: ({ partnerId }) =>
    partnerId ? (
      <span className="relative z-10">
        <Reference text={partnerId} />
      </span>
    ) : (
      "The shop"
    ),
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

/** One scope by name, the others by number. */
function summary(scopes: readonly string[]): string {
  const rest = scopes.length - 1;
  return `${scopes[0]}${rest > 0 ? ` +${rest}` : ""}`;
}
