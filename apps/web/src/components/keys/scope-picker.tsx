"use client";

import { Button, Checkbox } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client.tsx";

type Props = {
  /** Whose credential it is for: a partner's, which holds what the partner is granted at most. */
  partnerId?: string | undefined;
  value: readonly string[];
  onChange(scopes: string[]): void;
  error: string | undefined;
};

/** What the key may do: a ready-made choice, or scope by scope. */
export function ScopePicker({ partnerId, value, onChange, error }: Props) {
  const trpc = useTRPC();
  const { data: grantable } = useQuery(trpc.keys.scopes.queryOptions({ partnerId }));
  const scopes = grantable?.data ?? [];
  const toggle = (scope: string, on: boolean) =>
    onChange(on ? [...value, scope] : value.filter((other) => other !== scope));
  return (
    <fieldset aria-describedby="scopes-error">
      <legend className="pb-1 text-table font-semibold">Scopes</legend>
      <div className="flex flex-wrap gap-2 pb-3">
        {presets.map(({ name, includes }) => (
          <Button
            key={name}
            size="sm"
            disabled={!grantable}
            onClick={() => onChange(scopes.filter(includes))}
          >
            {name}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-1 gap-x-6 sm:grid-cols-2">
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            label={<span className="font-mono text-meta">{scope}</span>}
            checked={value.includes(scope)}
            onChange={(on) => toggle(scope, on)}
          />
        ))}
      </div>
      <p id="scopes-error" className="text-meta font-semibold text-bad">
        {error}
      </p>
    </fieldset>
  );
}

const salesChannel = [
  "products:read",
  "inventory:read",
  "orders:read",
  "orders:write",
  "events:read",
];

const presets = [
  { name: "Sales channel", includes: (scope: string) => salesChannel.includes(scope) },
  { name: "Read everything", includes: (scope: string) => scope.endsWith(":read") },
  { name: "Everything", includes: () => true },
];
