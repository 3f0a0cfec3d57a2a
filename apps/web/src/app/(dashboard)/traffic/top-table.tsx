"use client";

import { Skeleton } from "@crossdock/ui";
import Link from "next/link";
import type { ReactNode } from "react";
import { DetailSection } from "../../../components/detail-section.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { sizeWords } from "../requests/duration-words.ts";
import { latencyWords, shareOf, shareWords } from "./models.ts";

type Row = Outputs["metrics"]["top"]["data"][number];

type Props = {
  title: string;
  /** The head of the first column. */
  what: string;
  top: Pick<Outputs["metrics"]["top"], "data" | "of"> | undefined;
  name(row: Row): ReactNode;
  /** The requests that a row counts. */
  href(row: Row, more?: { status?: string }): string;
  /** What is said where nothing was called. */
  none: string;
};

/** Who or what was called most: each number leads to the requests that it counts. */
export function TopTable({ title, what, top, name, href, none }: Props) {
  const hidden = top ? top.of - top.data.length : 0;
  return (
    <DetailSection
      title={title}
      aside={
        hidden > 0 && (
          <span className="text-meta text-ink-2">{`${top?.data.length} of ${top?.of}`}</span>
        )
      }
    >
      {!top && <Skeleton lines={5} />}
      {top?.data.length === 0 && <p className="text-table text-ink-2">{none}</p>}
      {top && top.data.length > 0 && (
        <table className="ledger w-full border-collapse text-table">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className="border-b border-line-strong text-left text-meta text-ink-2">
              <th scope="col" className="h-8 pr-4">
                {what}
              </th>
              {["Calls", "Errors", "p95", "Sent"].map((head) => (
                <th key={head} scope="col" className="pl-4 text-right">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {top.data.map((row) => (
              <TopRow key={row.id} row={row} name={name(row)} href={(more) => href(row, more)} />
            ))}
          </tbody>
        </table>
      )}
    </DetailSection>
  );
}

type TopRowProps = { row: Row; name: ReactNode; href(more?: { status?: string }): string };

function TopRow({ row, name, href }: TopRowProps) {
  const errors = shareOf(row.errors, row.count) ?? 0;
  return (
    <tr className="border-b border-line">
      <th scope="row" data-phone="main" className="h-9 max-w-72 truncate text-left font-normal">
        {name}
      </th>
      <td data-phone="end" className="pl-4 text-right">
        <Link href={href()} className="link">
          {row.count.toLocaleString("en")}
          <span className="sm:hidden"> {row.count === 1 ? "call" : "calls"}</span>
        </Link>
      </td>
      <td data-phone="below" className="sm:pl-4 sm:text-right">
        {row.errors === 0 ? (
          <span className="text-ink-3">
            –<span className="sm:hidden"> no errors</span>
          </span>
        ) : (
          <Link
            href={href({ status: row.faults === row.errors ? "5xx" : "4xx" })}
            className={`link ${row.faults > 0 ? "text-bad" : "text-warn"}`}
          >
            {shareWords(errors)}
            <span className="sm:hidden"> errors</span>
          </Link>
        )}
      </td>
      <td data-phone="below-end" className="pl-4 text-right whitespace-nowrap">
        {latencyWords(row.p95)}
        <span className="sm:hidden"> p95</span>
      </td>
      <td data-phone="hidden" className="pl-4 text-right whitespace-nowrap text-ink-2">
        {sizeWords(row.bytesOut)}
      </td>
    </tr>
  );
}
