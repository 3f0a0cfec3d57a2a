"use client";

import type { ReactNode } from "react";
import type { Buckets, ChartModel } from "./series.ts";
import { useBucketText } from "./use-bucket-text.ts";

type Props = {
  model: ChartModel;
  buckets: Buckets;
  /** A bucket's name as a way to what it counts: keys scroll the table by these. */
  link(at: string, name: string): ReactNode;
};

/** The same numbers as a table: every bucket that has any, newest first. */
export function ChartTable({ model: { title, series, words }, buckets, link }: Props) {
  const text = useBucketText(buckets);
  const filled = buckets.starts
    .map((at, index) => ({ at, cells: series.map(({ values }) => values[index] ?? null) }))
    .filter(({ cells }) => cells.some((value) => value !== null && value > 0))
    .toReversed();
  return (
    <section className="h-38.5 overflow-y-auto" aria-label={`${title} as a table`}>
      <table className="w-full text-table">
        <caption className="sr-only">{`${title}, newest first. Times in ${text.zone}`}</caption>
        <thead className="text-meta text-ink-2">
          <tr>
            <th scope="col" className="sticky top-0 bg-bg text-left font-normal">
              Time
            </th>
            {series.map(({ name }) => (
              <th
                key={name}
                scope="col"
                className="sticky top-0 bg-bg pl-3 text-right font-normal whitespace-nowrap"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ at, cells }) => {
            const name = text.bucket(at, at);
            return (
              <tr key={at} className="border-t border-line">
                <th scope="row" className="h-7 text-left font-normal whitespace-nowrap">
                  {link(at, name)}
                </th>
                {series.map(({ name }, index) => {
                  const value = cells[index] ?? null;
                  return (
                    <td key={name} className="pl-3 text-right whitespace-nowrap">
                      {value === null ? "–" : words(value)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
