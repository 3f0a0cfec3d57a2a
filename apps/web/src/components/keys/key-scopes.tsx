import { Status, Time } from "@crossdock/ui";
import type { Outputs } from "../../trpc/server.tsx";

type Detail = Outputs["keys"]["get"];

/** What was granted beside what was used of it in the last 30 days. */
export function KeyScopes({ apiKey }: { apiKey: Detail }) {
  return (
    <table className="ledger w-full border-collapse text-table">
      <caption className="sr-only">Scopes, and their use in the last 30 days</caption>
      <thead>
        <tr className="border-b border-line-strong text-left text-meta text-ink-2">
          <th scope="col" className="h-8 pr-4">
            Scope
          </th>
          <th scope="col" className="pr-4">
            Use in 30 days
          </th>
          <th scope="col" className="text-right">
            Last call
          </th>
        </tr>
      </thead>
      <tbody>
        {apiKey.scopes.map((scope) => (
          <ScopeRow
            key={scope}
            scope={scope}
            uses={apiKey.usage.filter((use) => use.scope === scope)}
          />
        ))}
      </tbody>
    </table>
  );
}

function ScopeRow({ scope, uses }: { scope: string; uses: Detail["usage"] }) {
  const calls = uses.reduce((sum, use) => sum + use.calls, 0);
  const lastAt = uses
    .map((use) => use.lastAt)
    .toSorted()
    .at(-1);
  return (
    <tr className="border-b border-line">
      <th
        scope="row"
        data-phone="main"
        className="h-9 pr-4 text-left font-mono text-meta font-normal"
      >
        {scope}
      </th>
      <td data-phone="below" className="pr-4">
        {calls > 0 ? (
          <Status tone="ok">{`${calls.toLocaleString("en")} ${calls === 1 ? "call" : "calls"}`}</Status>
        ) : (
          <span className="text-ink-2">
            <Status tone="pending">Not used</Status>
          </span>
        )}
      </td>
      <td data-phone="end" className="text-right">
        {lastAt ? <Time at={lastAt} /> : "–"}
      </td>
    </tr>
  );
}
