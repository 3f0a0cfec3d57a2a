"use client";

import { buttonClass, EmptyState, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { rangeOrUsual } from "../../../components/time-range/ranges.ts";
import { RangeWords } from "../../../components/time-range/time-range-field.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { many, monthWords } from "../../../words.ts";
import { filterFacts } from "../requests/filter-words.ts";

type Export = Outputs["exports"]["list"]["data"][number];

type Props = {
  /** Where exports are begun. */
  empty: string;
};

/** One's own exports, as far as they are, and their files. */
export function ExportList({ empty }: Props) {
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
            <p>{empty} The file is kept for a week.</p>
          </EmptyState>
        }
      />
    </div>
  );
}

const names = {
  orders: "Orders",
  customers: "Customers",
  products: "Products",
  requests: "Requests",
  usage: "Usage",
};

const columns: Column<Export>[] = [
  {
    id: "what",
    header: "What",
    phone: "main",
    cell: (row) => (
      <>
        {`${names[row.kind]} as ${row.format.toUpperCase()}`}
        <Narrowed {...row} />
      </>
    ),
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

/** Which requests are in it, or which month. */
function Narrowed({ kind, filter, month }: Export) {
  if (month !== null) {
    return <span className="block text-meta font-normal text-ink-2">{monthWords(month)}</span>;
  }
  if (kind !== "requests") return null;
  const { range = null, from = null, to = null } = filter;
  return (
    <span className="block text-meta font-normal text-ink-2">
      <RangeWords value={rangeOrUsual({ range, from, to })} />
      {filterFacts(filter).map(([name, value]) => ` · ${name} ${value}`)}
    </span>
  );
}

function State(row: Export) {
  const { state, rowsDone, rowsTotal, url, error } = row;
  if (state === "queued") return "Waiting";
  if (state === "failed") return <span className="text-bad">Failed: {error}</span>;
  if (state === "ready") return url === null ? "Removed" : <Rows {...row} />;
  return (
    <span className="inline-flex items-center gap-2">
      <progress aria-label="Rows written" max={Math.max(rowsTotal, 1)} value={rowsDone} />
      {`${shown(rowsDone)} of ${shown(rowsTotal)}`}
    </span>
  );
}

function Rows({ rowsDone, cutOff }: Export) {
  if (!cutOff) return many(rowsDone, "row");
  return (
    <>
      {`The newest ${many(rowsDone, "row")}.`}
      <span className="block text-meta text-ink-2">
        There are more: export a shorter time, or filter by more.
      </span>
    </>
  );
}

function shown(count: number): string {
  return count.toLocaleString("en");
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
