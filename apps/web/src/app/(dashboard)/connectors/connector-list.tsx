"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { many } from "../../../words.ts";
import { ConnectorState } from "./connector-state.tsx";

type Connector = Outputs["connectors"]["list"]["data"][number];

/** The third parties by what they are for, and how each stands. */
export function ConnectorList() {
  const trpc = useTRPC();
  const query = useQuery(trpc.connectors.list.queryOptions({}));
  return (
    <div className="px-4 pb-8 sm:px-6">
      <DataTable
        caption="Connectors, by what they are for"
        columns={columns}
        query={query}
        href={({ id }) => `/connectors/${id}`}
        groupOf={({ category }) => category}
        empty={<EmptyState kind="nothing-yet" title="There is no connector" />}
      />
    </div>
  );
}

const columns: Column<Connector>[] = [
  {
    id: "name",
    header: "Connector",
    phone: "main",
    cell: ({ name, summary }) => (
      <span className="block sm:py-1">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-meta font-normal text-ink-2 max-sm:hidden">
          {summary}
        </span>
      </span>
    ),
  },
  { id: "state", header: "State", phone: "end", cell: (one) => <ConnectorState {...one} /> },
  { id: "health", header: "Health", phone: "below", cell: (one) => <Health {...one} /> },
  {
    id: "call",
    header: "Last call",
    align: "end",
    phone: "below-end",
    cell: ({ lastCall }) => (lastCall ? <LastCall {...lastCall} /> : <None />),
  },
];

function Health({ off, problem, lastCheck, warnings, state }: Connector) {
  const words = off ?? (state === "problem" ? (problem ?? lastCheck?.detail) : null);
  if (words) return <span title={words}>{words}</span>;
  if (warnings > 0) return <span className="text-warn">{many(warnings, "warning")}</span>;
  if (!lastCheck || state === "unconfigured") return <None />;
  return (
    <>
      Checked <Time at={lastCheck.at} />
    </>
  );
}

function LastCall({ status, error, at }: NonNullable<Connector["lastCall"]>) {
  const failed = status === null || status >= 400;
  return (
    <>
      <span className={failed ? "text-bad" : "text-ink-2"}>{status ?? error}</span> <Time at={at} />
    </>
  );
}

function None() {
  return <span className="text-ink-3">–</span>;
}
