"use client";

import { alertScopeOf } from "@crossdock/api/schemas";
import { Field, Select } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { Controller, useWatch } from "react-hook-form";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { RuleFormParts } from "./rule-form.tsx";

/** Which requests are watched: all, of an operation, of a client. */
export function ScopeFields({ form }: { form: RuleFormParts }) {
  const kind = useWatch({ control: form.control, name: "kind" });
  const trpc = useTRPC();
  const operations = useQuery(trpc.operations.list.queryOptions({}));
  const keys = useQuery(trpc.keys.list.queryOptions({ limit: 100 }));
  const clients = useQuery(trpc.clients.list.queryOptions({ limit: 100 }));
  const { ofRequests, each } = alertScopeOf(kind);
  if (!ofRequests) return null;
  const callers = [...(keys.data?.data ?? []), ...(clients.data?.data ?? [])];
  const named = callers
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ id, name }) => ({ value: id, label: name }));
  const operationNames = (operations.data?.data ?? []).map(({ id }) => id).sort();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice
        form={form}
        name="operation"
        label="Operation"
        options={[
          { value: "", label: "All together" },
          ...operationNames.map((value) => ({ value, label: value })),
        ]}
      />
      {kind !== "volume_unusual" && (
        <Choice
          form={form}
          name="principalId"
          label="Client"
          options={[
            { value: "", label: "All together" },
            ...(each ? [{ value: "*", label: "Each by itself" }] : []),
            ...named,
          ]}
        />
      )}
    </div>
  );
}

type ChoiceProps = {
  form: RuleFormParts;
  name: "operation" | "principalId";
  label: string;
  options: readonly { value: string; label: string }[];
};

function Choice({ form, name, label, options }: ChoiceProps) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field, fieldState }) => (
        <Field label={label} error={fieldState.error?.message} custom>
          <Select
            options={options}
            value={field.value ?? ""}
            onChange={(value) => field.onChange(value || null)}
          />
        </Field>
      )}
    />
  );
}
