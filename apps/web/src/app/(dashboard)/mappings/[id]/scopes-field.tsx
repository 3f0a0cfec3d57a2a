"use client";

import type { MappingDefinition } from "@crossdock/api/schemas";
import { Checkbox, Field, Notice, Select } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../../trpc/client.tsx";

type In = Extract<MappingDefinition, { direction: "in" }>;

/** Whom an inbound mapping acts for, and what it may do: nothing but what is ticked. */
export function ScopesField({ definition, onChange }: { definition: In; onChange(to: In): void }) {
  const trpc = useTRPC();
  const targets = useQuery(trpc.mappings.targets.queryOptions({})).data?.data ?? [];
  const partners = useQuery(trpc.partners.list.queryOptions({ limit: 100 })).data?.data ?? [];
  const { operation, scopes, partnerId } = definition;
  const needed = targets.find((one) => one.operation === operation)?.scope;
  const offered = [...new Set([...(needed ? [needed] : []), ...scopes])];
  const set = (scope: string, on: boolean) =>
    onChange({
      ...definition,
      scopes: on ? [...scopes, scope] : scopes.filter((one) => one !== scope),
    });
  return (
    <>
      <Field label="Acts for" custom>
        <Select
          options={[
            { value: "", label: "The shop: sees every row" },
            ...partners.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={partnerId ?? ""}
          onChange={(id) => onChange({ ...definition, partnerId: id || null })}
        />
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-1 text-table font-semibold">May</legend>
        {offered.map((scope) => (
          <Checkbox
            key={scope}
            label={<code className="font-mono text-meta">{scope}</code>}
            checked={scopes.includes(scope)}
            onChange={(on) => set(scope, on)}
          />
        ))}
        {needed && !scopes.includes(needed) && (
          <Notice tone="warn">Without {needed} the operation refuses it.</Notice>
        )}
      </fieldset>
    </>
  );
}
