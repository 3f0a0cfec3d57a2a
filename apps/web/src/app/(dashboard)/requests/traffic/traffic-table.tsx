"use client";

import { Time } from "@crossdock/ui";
import { type Bar, endOf } from "./bars.ts";

type Props = {
  points: readonly Bar[];
  bucketSeconds: number;
  onZoom(from: string, to: string): void;
};

/** What the bars show, as a table that opens below them: the times in which anything came. */
export function TrafficTable({ points, bucketSeconds, onZoom }: Props) {
  const rows = points.filter(({ count }) => count > 0).toReversed();
  return (
    <details className="open:w-full">
      <summary className="w-fit text-meta text-ink-2 sm:ml-auto">As a table</summary>
      <div className="max-h-72 overflow-y-auto">
        <table className="w-full text-table">
          <caption className="sr-only">Requests over the time, newest first</caption>
          <thead className="text-meta text-ink-2">
            <tr>
              <th scope="col" className="text-left font-normal">
                From
              </th>
              {["Requests", "Refused", "Failed"].map((head) => (
                <th key={head} scope="col" className="text-right font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((bar) => (
              <tr key={bar.at} className="border-t border-line">
                <th scope="row" className="h-7 text-left font-normal">
                  <button
                    type="button"
                    className="link"
                    onClick={() => onZoom(bar.at, endOf(bar, bucketSeconds))}
                  >
                    <Time at={bar.at} clock />
                  </button>
                </th>
                <td className="text-right">{bar.count.toLocaleString("en")}</td>
                <td className="text-right">{(bar.errors - bar.faults).toLocaleString("en")}</td>
                <td className="text-right">{bar.faults.toLocaleString("en")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
