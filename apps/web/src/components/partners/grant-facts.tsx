import { KeyValues } from "@crossdock/ui";

type Props = { grant: { scopes: readonly string[] } };

/** What a partner's keys and clients may hold at most. */
export function GrantFacts({ grant: { scopes } }: Props) {
  return <KeyValues items={[["Scopes", <Scopes key="scopes" scopes={scopes} />]]} />;
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return "None: every call is refused";
  return (
    <ul className="flex flex-wrap gap-x-4">
      {scopes.map((scope) => (
        <li key={scope} className="font-mono text-meta leading-5">
          {scope}
        </li>
      ))}
    </ul>
  );
}
