import type { Limits } from "@crossdock/core";
import { KeyValues } from "@crossdock/ui";
import { limitsText } from "../limits-text.ts";

type Props = { grant: { scopes: readonly string[]; limits: Limits } };

/** What a partner's keys and clients may hold at most. */
export function GrantFacts({ grant: { scopes, limits } }: Props) {
  return (
    <KeyValues
      items={[
        ["Scopes", <Scopes key="scopes" scopes={scopes} />],
        ["Limits of each", limitsText(limits)],
      ]}
    />
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return "None: every call is refused";
  return (
    <ul className="flex flex-wrap gap-x-4">
      {scopes.map((scope) => (
        <li key={scope} className="font-mono text-meta leading-6">
          {scope}
        </li>
      ))}
    </ul>
  );
}
