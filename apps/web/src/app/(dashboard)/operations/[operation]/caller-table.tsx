import { shorten, Time } from "@crossdock/ui";
import type { Operation } from "./operation-detail.tsx";

/** Which keys call the operation, in which version. */
export function CallerTable({ callers }: { callers: Operation["callers"] }) {
  if (callers.length === 0) return <p className="text-table text-ink-2">Nobody called it.</p>;
  return (
    <table className="ledger w-full border-collapse text-table">
      <caption className="sr-only">Callers, the busiest first</caption>
      <thead>
        <tr className="border-b border-line-strong text-left text-meta text-ink-2">
          <th scope="col" className="h-8 pr-4">
            Key
          </th>
          <th scope="col" className="pr-4">
            Version
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
        {callers.map(({ id, name, version, calls, errors, lastAt }) => (
          <tr key={`${id} ${version}`} className="border-b border-line">
            <th
              scope="row"
              data-phone="main"
              className="h-9 max-w-60 truncate pr-4 text-left font-normal"
              title={id}
            >
              {name ?? shorten(id)}
            </th>
            <td data-phone="below" className="pr-4 font-mono text-meta">
              {version}
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
        ))}
      </tbody>
    </table>
  );
}
