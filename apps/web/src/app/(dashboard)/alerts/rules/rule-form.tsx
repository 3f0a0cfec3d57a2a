"use client";

import { CreateAlertRule } from "@crossdock/api/schemas";
import { Checkbox, Field, Textarea } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords } from "../../../../forms.ts";
import { BackTest } from "./back-test.tsx";
import { KindFields } from "./kind-fields.tsx";
import type { RuleValues } from "./kinds.ts";
import { ScopeFields } from "./scope-fields.tsx";

export function useRuleForm(defaultValues: RuleValues) {
  return useForm({ resolver: zodResolver(CreateAlertRule, inWords), defaultValues });
}

export type RuleFormParts = ReturnType<typeof useRuleForm>;

type Props = {
  form: RuleFormParts;
  title: string;
  submit: string;
  /** A rule keeps its kind. */
  isNew?: boolean;
  pending: boolean;
  onSubmit(values: z.output<typeof CreateAlertRule>): void;
  onClose(): void;
};

export function RuleForm({ form, isNew = false, onSubmit, ...props }: Props) {
  return (
    <FormDialog
      {...props}
      description="It is judged each minute, from the next one on."
      onSubmit={form.handleSubmit(onSubmit)}
    >
      <KindFields form={form} isNew={isNew} />
      <ScopeFields form={form} />
      <BackTest form={form} />
      <TextField form={form} name="name" label="Name" hint="What the mail's subject says" />
      <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
        <legend className="pb-1 text-table font-semibold">Tells by</legend>
        {channels.map(([name, label]) => (
          <Tick key={name} form={form} name={name} label={label} />
        ))}
      </fieldset>
      <TextField
        form={form}
        name="runbookUrl"
        label="Runbook"
        hint="A page of yours that says what to do"
        type="url"
        optional
      />
      <Field
        label="What to do (optional)"
        hint="For who is woken by it"
        error={form.formState.errors.note?.message}
      >
        <Textarea rows={2} {...form.register("note", { setValueAs: orNull })} />
      </Field>
      <Tick form={form} name="enabled" label="Judge it" />
    </FormDialog>
  );
}

const channels = [
  ["mail", "Mail"],
  ["slack", "Slack"],
  ["http", "HTTP"],
] as const;

type TickProps = {
  form: RuleFormParts;
  name: "mail" | "slack" | "http" | "enabled";
  label: string;
};

function Tick({ form, name, label }: TickProps) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <Checkbox label={label} checked={field.value ?? true} onChange={field.onChange} />
      )}
    />
  );
}

function orNull(text: string | null): string | null {
  return text || null;
}
