import { Time } from "@crossdock/ui";
import type { ReactNode } from "react";

type Row = {
  id: string;
  name: ReactNode;
  /** Beside the name, in mono. */
  note: string;
  calls: number;
  errors: number;
  lastAt: string;
};

type Props = {
  caption: string;
  /** The heads of the first two columns. */
  heads: readonly [name: string, note: string];
  rows: readonly Row[];
};

/** Who or what is called how often, and when last. */
export function UsageTable({ caption, heads: [name, note], rows }: Props) {
  return (
    <table className="ledger w-full border-collapse text-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-line-strong text-left text-meta text-ink-2">
          <th scope="col" className="h-8 pr-4">
            {name}
          </th>
          <th scope="col" className="pr-4">
            {note}
          </th>
          <th scope="col" className="pr-4 text-right">
            Calls
          </th>
          <th scope="col" className="pr-4 text-right">
            Errors
          </th>
          <th scope="col" className="text-right">
            Last call
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <UsageRow key={row.id} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function UsageRow({ name, note, calls, errors, lastAt }: Row) {
  return (
    <tr className="border-b border-line">
      <th
        scope="row"
        data-phone="main"
        className="h-9 max-w-60 truncate pr-4 text-left font-normal"
      >
        {name}
      </th>
      <td data-phone="below" className="pr-4 font-mono text-meta text-ink-2">
        {note}
      </td>
      <td data-phone="end" className="pr-4 text-right">
        {calls.toLocaleString("en")}
        <span className="sm:hidden"> {calls === 1 ? "call" : "calls"}</span>
      </td>
      <td
        data-phone="hidden"
        className={`pr-4 text-right ${errors > 0 ? "text-bad" : "text-ink-3"}`}
      >
        {errors.toLocaleString("en")}
      </td>
      <td data-phone="below-end" className="text-right">
        <Time at={lastAt} />
      </td>
    </tr>
  );
}
