"use client";

import { buttonClass, EmptyState, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

type Export = Outputs["exports"]["list"]["data"][number];

/** One's own exports, as far as they are, and their files. */
export function ExportList() {
  const trpc = useTRPC();
  const query = useQuery(trpc.exports.list.queryOptions({}, { select: asPage }));
  return (
    <div className="px-4 pb-8 sm:px-6">
      <DataTable
        caption="Your exports, newest first"
        columns={columns}
        query={query}
        empty={
          <EmptyState kind="nothing-yet" title="No exports yet">
            <p>
              Orders, customers and products have a button Export above their list. The file is kept
              for a week.
            </p>
          </EmptyState>
        }
      />
    </div>
  );
}

const names = { orders: "Orders", customers: "Customers", products: "Products" };

const columns: Column<Export>[] = [
  {
    id: "what",
    header: "What",
    phone: "main",
    cell: ({ kind, format }) => `${names[kind]} as ${format.toUpperCase()}`,
  },
  { id: "state", header: "State", phone: "below", cell: (row) => <State {...row} /> },
  {
    id: "created",
    header: "Begun",
    phone: "below-end",
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
  {
    id: "file",
    header: "File",
    align: "end",
    phone: "end",
    cell: ({ url, kind }) =>
      url === null ? (
        "–"
      ) : (
        <a
          href={pathOf(url)}
          aria-label={`Download ${names[kind]}`}
          className={buttonClass({ size: "sm" })}
        >
          Download
        </a>
      ),
  },
];

function State({ state, rowsDone, rowsTotal, url, error }: Export) {
  if (state === "queued") return "Waiting";
  if (state === "failed") return <span className="text-bad">Failed: {error}</span>;
  if (state === "ready") return url === null ? "Removed" : `${rowsDone} rows`;
  return (
    <span className="inline-flex items-center gap-2">
      <progress aria-label="Rows written" max={Math.max(rowsTotal, 1)} value={rowsDone} />
      {`${rowsDone} of ${rowsTotal}`}
    </span>
  );
}

// By its path: the dashboard may be open under another name than the public address has.
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** The exports are one page long. */
function asPage({ data }: Outputs["exports"]["list"]) {
  return { data, hasMore: false, nextCursor: null };
}
