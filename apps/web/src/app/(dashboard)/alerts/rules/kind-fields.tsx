"use client";

import { alertScopeOf } from "@crossdock/api/schemas";
import { Field, Input, Select } from "@crossdock/ui";
import { Controller, useWatch } from "react-hook-form";
import { type Kind, kindWords } from "./kinds.ts";
import type { RuleFormParts } from "./rule-form.tsx";

const kinds = Object.entries(kindWords).map(([value, { title }]) => ({
  value: value as Kind,
  label: title,
}));

/** What is watched, and from where on it is too much. */
export function KindFields({ form, isNew }: { form: RuleFormParts; isNew: boolean }) {
  const kind = useWatch({ control: form.control, name: "kind" });
  const { threshold, hint } = kindWords[kind];

  function choose(next: Kind): void {
    const { title, first } = kindWords[next];
    const before = kindWords[kind].title;
    const name = form.getValues("name");
    const { ofRequests } = alertScopeOf(next);
    form.reset({
      ...form.getValues(),
      ...first,
      kind: next,
      name: name === "" || name === before ? title : name,
      ...(ofRequests ? {} : { operation: null }),
      principalId: null,
    });
  }

  return (
    <>
      {isNew && (
        <Field label="What to watch" custom>
          <Select options={kinds} value={kind} onChange={choose} />
        </Field>
      )}
      <NumberField form={form} name="threshold" label={threshold} hint={hint} />
      {kind === "latency" && <PercentileField form={form} />}
      <div className="grid grid-cols-2 gap-4">
        {alertScopeOf(kind).window && (
          <NumberField form={form} name="windowMinutes" label="Window, in minutes" />
        )}
        <NumberField form={form} name="forMinutes" label="Fires after, in minutes" />
      </div>
      <Controller
        control={form.control}
        name="severity"
        render={({ field }) => (
          <Field label="Severity" custom>
            <Select
              options={severities}
              value={field.value ?? "warning"}
              onChange={field.onChange}
            />
          </Field>
        )}
      />
    </>
  );
}

const severities = [
  { value: "critical", label: "Critical: somebody has to act now" },
  { value: "warning", label: "Warning: somebody has to look" },
  { value: "info", label: "Info" },
] as const;

function PercentileField({ form }: { form: RuleFormParts }) {
  return (
    <Controller
      control={form.control}
      name="percentile"
      render={({ field }) => (
        <Field label="Of which requests" custom>
          <Select
            options={percentiles}
            value={String(field.value ?? 95) as "95"}
            onChange={(value) => field.onChange(Number(value))}
          />
        </Field>
      )}
    />
  );
}

const percentiles = [
  { value: "50", label: "Every second (p50)" },
  { value: "95", label: "One of twenty (p95)" },
  { value: "99", label: "One of a hundred (p99)" },
] as const;

type NumberProps = {
  form: RuleFormParts;
  name: "threshold" | "windowMinutes" | "forMinutes";
  label: string;
  hint?: string;
};

function NumberField({ form, name, label, hint }: NumberProps) {
  return (
    <Field label={label} hint={hint} error={form.formState.errors[name]?.message}>
      <Input inputMode="decimal" {...form.register(name, { setValueAs: toNumber })} />
    </Field>
  );
}

// Empty is no 0: `Number("")` would make it one.
function toNumber(text: string | number): number {
  return text === "" ? Number.NaN : Number(text);
}
