"use client";

import { EmptyState, Skeleton } from "@crossdock/ui";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { SearchField } from "../../../../components/search-field.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import type { Connection } from "../connection-list.tsx";
import { BareCall } from "./bare-call.tsx";
import { LiveTest } from "./live-test.tsx";

type Props = { connection: Connection; mayWrite: boolean };
type Summary = Outputs["connections"]["operations"]["data"][number];

/** What the API offers, and the one that is being tried. */
export function Operations({ connection, mayWrite }: Props) {
  const trpc = useTRPC();
  const { id } = connection;
  const { data } = useSuspenseQuery(trpc.connections.operations.queryOptions({ id }));
  const [chosen, setChosen] = useQueryStates({ method: parseAsString, path: parseAsString });
  const [search, setSearch] = useState<string | null>(null);
  if (connection.documentAt === null) {
    return mayWrite ? <BareCall id={id} /> : <NoDocument />;
  }
  const found = data.data.filter((one) => matches(one, search));
  const current = data.data.find(
    ({ method, path }) => method === chosen.method && path === chosen.path,
  );
  return (
    <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
      <div className="flex min-w-0 flex-col gap-2">
        <SearchField label="Search the operations" value={search} onChange={setSearch} />
        <ul aria-label="Operations" className="border-t border-line">
          {found.slice(0, 200).map((one) => (
            <li key={`${one.method} ${one.path}`} className="border-b border-line">
              <button
                type="button"
                aria-pressed={one === current}
                onClick={() => setChosen({ method: one.method, path: one.path })}
                className="flex min-h-9 w-full flex-wrap items-center gap-x-3 py-1 text-left text-table hover:bg-panel aria-pressed:bg-accent-soft"
              >
                <span className="w-14 font-mono text-meta text-accent">{one.method}</span>
                <span className="min-w-0 font-mono text-meta break-all">{one.path}</span>
                <span className="min-w-0 flex-1 truncate text-ink-2">
                  {one.deprecated ? "Deprecated. " : ""}
                  {one.summary}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="text-table text-ink-2">None matches.</p>}
        {found.length > 200 && <p className="text-table text-ink-2">Search to see the rest.</p>}
      </div>
      <div className="min-w-0">
        {current ? (
          <Chosen
            key={`${current.method} ${current.path}`}
            id={id}
            summary={current}
            mayWrite={mayWrite}
          />
        ) : (
          <p className="text-table text-ink-2">
            Choose an operation to see what it takes and try it.
          </p>
        )}
      </div>
    </div>
  );
}

type ChosenProps = { id: string; summary: Summary; mayWrite: boolean };

function Chosen({ id, summary: { method, path }, mayWrite }: ChosenProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.connections.operation.queryOptions({ id, method, path }));
  if (!data) return <Skeleton lines={6} />;
  return (
    <div className="flex flex-col gap-4">
      <h3 className="font-mono text-body break-all">
        <span className="text-accent">{method}</span> {path}
      </h3>
      {data.summary && <p className="text-table">{data.summary}</p>}
      <Takes operation={data} />
      {mayWrite && <LiveTest id={id} operation={data} />}
    </div>
  );
}

export type Operation = Outputs["connections"]["operation"];

function Takes({ operation: { parameters, body } }: { operation: Operation }) {
  const rows = [
    ...parameters.map(({ name, in: place, required, description }) => ({
      ...{ name, required, about: description ?? `in the ${place}` },
    })),
    ...(body?.fields ?? []).map(({ path, type, required, description }) => ({
      ...{ name: path.join("."), required, about: description ?? type },
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <ul className="border-t border-line text-table">
      {rows.map(({ name, required, about }) => (
        <li key={name} className="flex flex-wrap gap-x-3 border-b border-line py-1">
          <code className="font-mono text-meta">{name}</code>
          {required && <span className="text-meta font-semibold">required</span>}
          <span className="min-w-0 text-ink-2">{about}</span>
        </li>
      ))}
    </ul>
  );
}

function NoDocument() {
  return (
    <EmptyState kind="nothing-yet" title="It has no document">
      <p>Its operations are called by method and path.</p>
    </EmptyState>
  );
}

function matches({ method, path, summary }: Summary, search: string | null): boolean {
  const text = `${method} ${path} ${summary}`.toLowerCase();
  return (search ?? "")
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
