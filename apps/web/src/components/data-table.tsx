"use client";

import type { Page } from "@crossdock/core";
import { Button, EmptyState, Skeleton } from "@crossdock/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import { tableFeatures, useTable } from "@tanstack/react-table";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { explain, problemOf } from "../trpc/problem.ts";

export type Column<Row> = {
  id: string;
  header: string;
  cell(row: Row): ReactNode;
  align?: "end";
  /** Where the cell stands in a phone's two-line row; `main` heads the row on every screen. */
  phone: "main" | "end" | "below" | "below-end" | "hidden";
};

/** A list procedure's answer; its error is whatever `explain` can read. */
type ListQuery<Row> = UseQueryResult<Page<Row>, unknown>;

type Props<Row> = {
  /** What the rows are; heard, not seen. */
  caption: string;
  columns: readonly Column<Row>[];
  query: ListQuery<Row>;
  /** Where a row leads; its main cell carries the link. */
  href?(row: Row): string;
  /** The heading that a row stands under; rows of one group follow each other. */
  groupOf?(row: Row): string;
  /** What to show when there is no row at all and no filter is set. */
  empty: ReactNode;
  /** Set while filters are on: clears them. */
  onClear?: (() => void) | undefined;
  /** What to show where the filters leave nothing; else a button that clears them. */
  noMatch?: ReactNode;
};

/** A list on one hairline a row: server-filtered, a page at a time. */
export function DataTable<Row extends { id: string }>({ query, ...props }: Props<Row>) {
  const [cursor, setCursor] = useCursor();
  if (query.isPending) return <Skeleton lines={10} />;
  if (query.isError) return <Failed query={query} />;
  const { data, nextCursor } = query.data;
  if (data.length === 0 && props.onClear)
    return props.noMatch ?? <NoMatch onClear={props.onClear} />;
  if (data.length === 0 && !cursor) return props.empty;
  return (
    <>
      <Rows {...props} rows={data} stale={query.isPlaceholderData} />
      {(cursor || nextCursor) && (
        <nav aria-label="Pages" className="flex gap-2 py-4">
          {cursor && (
            <Button size="sm" onClick={() => setCursor(null)}>
              First page
            </Button>
          )}
          {nextCursor && (
            <Button size="sm" onClick={() => setCursor(nextCursor)}>
              Next page
            </Button>
          )}
        </nav>
      )}
    </>
  );
}

/** The page's cursor in the URL, so that Back leads to the page before. */
export function useCursor() {
  return useQueryState("cursor", parseAsString.withOptions({ history: "push", scroll: true }));
}

const features = tableFeatures({});

type RowsProps<Row> = Pick<Props<Row>, "caption" | "columns" | "href" | "groupOf"> & {
  rows: Row[];
  stale: boolean;
};

function Rows<Row extends { id: string }>(props: RowsProps<Row>) {
  const { caption, columns, href, groupOf = () => "", rows, stale } = props;
  const table = useTable({
    features,
    data: rows,
    columns: columns.map(({ id, header }) => ({ id, header })),
    getRowId: (row) => row.id,
  });
  return (
    <table className={`ledger w-full border-collapse text-table ${stale ? "text-ink-3" : ""}`}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} className="border-b border-line-strong">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={`h-8 pr-4 text-left text-meta font-semibold whitespace-nowrap text-ink-2 last:pr-0 ${align(column)}`}
              >
                {column.header}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      {[...Map.groupBy(table.getRowModel().rows, (row) => groupOf(row.original))].map(
        ([group, members]) => (
          <tbody key={group}>
            {group && <GroupHeading title={group} columns={columns.length} />}
            {members.map(({ id, original }) => (
              <tr key={id} className="relative border-b border-line hover:bg-panel">
                {columns.map((column) => (
                  <Cell key={column.id} column={column} row={original} href={href} />
                ))}
              </tr>
            ))}
          </tbody>
        ),
      )}
    </table>
  );
}

function GroupHeading({ title, columns }: { title: string; columns: number }) {
  return (
    <tr className="border-b border-line">
      <th
        scope="rowgroup"
        colSpan={columns}
        data-phone="main"
        className="h-9 pt-3 text-left align-bottom text-table capitalize"
      >
        {title}
      </th>
    </tr>
  );
}

type CellProps<Row> = Pick<Props<Row>, "href"> & { column: Column<Row>; row: Row };

function Cell<Row>({ column, row, href }: CellProps<Row>) {
  const content = column.cell(row);
  const className = `h-9 max-w-80 truncate pr-4 last:pr-0 ${align(column)}`;
  if (column.phone !== "main") {
    return (
      <td data-phone={column.phone} className={className}>
        {content}
      </td>
    );
  }
  return (
    <th scope="row" data-phone="main" className={`${className} text-left`}>
      {href ? (
        // The link covers its row, so that a press anywhere opens it.
        <Link href={href(row)} className="hover:underline after:absolute after:inset-0">
          {content}
        </Link>
      ) : (
        content
      )}
    </th>
  );
}

function align<Row>(column: Column<Row>): string {
  return column.align === "end" ? "text-right" : "";
}

function Failed<Row>({ query }: { query: ListQuery<Row> }) {
  const { title, detail } = explain(query.error);
  return (
    <EmptyState
      kind="failed"
      title={title}
      action={
        problemOf(query.error)?.status !== 403 && (
          <Button onClick={() => query.refetch()} pending={query.isFetching}>
            Try again
          </Button>
        )
      }
    >
      <p>{detail}</p>
    </EmptyState>
  );
}

function NoMatch({ onClear }: { onClear(): void }) {
  return (
    <EmptyState
      kind="no-match"
      title="Nothing matches these filters"
      action={<Button onClick={onClear}>Clear the filters</Button>}
    />
  );
}
