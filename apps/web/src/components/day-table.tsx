import type { ReactNode } from "react";

type Props = {
  caption: string;
  /** Of the columns after the day. */
  heads: readonly string[];
  /** Newest first. */
  rows: readonly { day: string; cells: readonly ReactNode[] }[];
};

/** What a figure of days shows, as a table that opens below it. */
export function DayTable({ caption, heads, rows }: Props) {
  return (
    <details className="pt-2">
      <summary className="w-fit text-table text-ink-2">As a table</summary>
      <table className="w-full text-table">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-meta text-ink-2">
          <tr>
            <th scope="col" className="text-left font-normal">
              Day
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" className="text-right font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ day, cells }) => (
            <tr key={day} className="border-t border-line">
              <th scope="row" className="h-7 text-left font-normal">
                {day}
              </th>
              {heads.map((head, index) => (
                <td key={head} className="text-right">
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
