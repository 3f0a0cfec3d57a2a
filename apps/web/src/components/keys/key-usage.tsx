import { Time } from "@crossdock/ui";
import Link from "next/link";
import type { Outputs } from "../../trpc/server.tsx";

type Use = Outputs["keys"]["get"]["usage"][number];

type Props = {
  usage: readonly Use[];
  /** Below it each operation has its page; left out where the reader has none. */
  operationsPath?: string | undefined;
};

/** What the key was used for, the busiest operation first. */
export function KeyUsage({ usage, operationsPath }: Props) {
  if (usage.length === 0) return <p className="text-table text-ink-2">It was not used.</p>;
  return (
    <table className="ledger w-full border-collapse text-table">
      <caption className="sr-only">Operations that were called, the busiest first</caption>
      <thead>
        <tr className="border-b border-line-strong text-left text-meta text-ink-2">
          <th scope="col" className="h-8 pr-4">
            Operation
          </th>
          <th scope="col" className="pr-4">
            Scope
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
        {usage.map(({ operation, scope, calls, errors, lastAt }) => (
          <tr key={operation} className="border-b border-line">
            <th
              scope="row"
              data-phone="main"
              className="h-9 max-w-60 truncate pr-4 text-left font-mono text-meta font-normal"
            >
              {operationsPath ? (
                <Link href={`${operationsPath}/${operation}`} className="link">
                  {operation}
                </Link>
              ) : (
                operation
              )}
            </th>
            <td data-phone="below" className="pr-4 font-mono text-meta text-ink-2">
              {scope ?? "none"}
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
