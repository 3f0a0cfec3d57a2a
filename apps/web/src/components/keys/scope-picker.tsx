"use client";

import { grantableScopes } from "@crossdock/api/schemas";
import { Button, Checkbox } from "@crossdock/ui";

type Scope = (typeof grantableScopes)[number];

type Props = {
  value: readonly Scope[];
  onChange(scopes: Scope[]): void;
  error: string | undefined;
};

/** What the key may do: a ready-made choice, or scope by scope. */
export function ScopePicker({ value, onChange, error }: Props) {
  const toggle = (scope: Scope, on: boolean) =>
    onChange(on ? [...value, scope] : value.filter((other) => other !== scope));
  return (
    <fieldset aria-describedby="scopes-error">
      <legend className="pb-1 text-table font-semibold">Scopes</legend>
      <div className="flex flex-wrap gap-2 pb-3">
        {presets.map(({ name, scopes }) => (
          <Button key={name} size="sm" onClick={() => onChange([...scopes])}>
            {name}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-1 gap-x-6 sm:grid-cols-2">
        {grantableScopes.map((scope) => (
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

const presets: { name: string; scopes: readonly Scope[] }[] = [
  {
    name: "Sales channel",
    scopes: ["products:read", "inventory:read", "orders:read", "orders:write", "events:read"],
  },
  { name: "Read everything", scopes: grantableScopes.filter((scope) => scope.endsWith(":read")) },
  { name: "Everything", scopes: grantableScopes },
];
