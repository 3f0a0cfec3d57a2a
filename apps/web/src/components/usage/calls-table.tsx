import type { ReactNode } from "react";

type Row = { id: string; name: ReactNode; calls: number; errors: number; rateLimited: number };

type Props = {
  caption: string;
  /** What is called or calls: the head of the first column. */
  what: string;
  rows: readonly Row[];
};

/** Who or what has how many calls, the busiest first. */
export function CallsTable({ caption, what, rows }: Props) {
  if (rows.length === 0) return <p className="text-table text-ink-2">None in this time.</p>;
  return (
    <table className="w-full text-table">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-meta text-ink-2">
        <tr>
          <th scope="col" className="text-left font-normal">
            {what}
          </th>
          <th scope="col" className="text-right font-normal">
            Calls
          </th>
          <th scope="col" className="w-1/4 text-right font-normal">
            Refused or failed
          </th>
          <th scope="col" className="w-1/6 pl-2 text-right font-normal">
            By a limit
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, calls, errors, rateLimited }) => (
          <tr key={id} className="border-t border-line">
            <th scope="row" className="h-8 min-w-0 text-left font-normal break-words">
              {name}
            </th>
            <td className="text-right">{calls.toLocaleString("en")}</td>
            <td className="text-right">{errors === 0 ? "–" : shareOf(errors, calls)}</td>
            <td className="text-right">
              {rateLimited === 0 ? "–" : rateLimited.toLocaleString("en")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareOf(errors: number, calls: number): string {
  return `${errors.toLocaleString("en")} (${Math.ceil((errors / calls) * 100)} %)`;
}
