"use client";

import { Button, Checkbox, Field, KeyValues, Select, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Connector } from "./connector-detail.tsx";

type Setting = Connector["settings"][number];
type Values = { values: Record<string, string> };
type Props = { connector: Connector; mayWrite: boolean };

/** The settings that are no secrets, as the connector's definition lists them. */
export function SettingsForm({ connector, mayWrite }: Props) {
  const settings = connector.settings.filter(
    ({ secret, variableOnly }) => !secret && !variableOnly,
  );
  const open = settings.filter(({ source }) => mayWrite && source !== "variable");
  const fixed = settings.filter((setting) => !open.includes(setting));
  if (settings.length === 0) return null;
  return (
    <DetailSection title="Settings">
      <div className="flex max-w-140 flex-col gap-4">
        {fixed.length > 0 && <KeyValues items={fixed.map(toFact)} />}
        {open.length > 0 && <Form connector={connector} settings={open} />}
      </div>
    </DetailSection>
  );
}

function toFact(setting: Setting): [string, React.ReactNode] {
  const { title, source, variable, value } = setting;
  return [
    title,
    <span key={title}>
      <span className="break-all">{value}</span>
      {source === "variable" && (
        <span className="block text-meta text-ink-2">
          Set by <code className="font-mono">{variable}</code>: change it there.
        </span>
      )}
    </span>,
  ];
}

function Form({ connector, settings }: { connector: Connector; settings: Setting[] }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const entered = settings.map(({ name, source, value }) => [
    name,
    source === "entered" ? (value ?? "") : "",
  ]);
  const form = useForm<Values>({ defaultValues: { values: Object.fromEntries(entered) } });
  const update = useMutation(
    trpc.connectors.update.mutationOptions({
      onError: useShowProblem(form.setError),
      async onSuccess() {
        toast.ok("Settings stored");
        form.reset(form.getValues());
        await refresh();
      },
    }),
  );
  const { id, version } = connector;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit(({ values }) => update.mutate({ id, version, values }))}
    >
      {settings.map((setting) => (
        <SettingField key={setting.name} form={form} setting={setting} />
      ))}
      <div>
        <Button type="submit" pending={update.isPending} disabled={!form.formState.isDirty}>
          Store the settings
        </Button>
      </div>
    </form>
  );
}

type FieldProps = { form: UseFormReturn<Values>; setting: Setting };

function SettingField({ form, setting }: FieldProps) {
  const { name, title, kind, needed, fallback } = setting;
  const isDefault = kind !== "boolean" && kind !== "choice" && fallback !== null;
  const hint = `${setting.description}${isDefault ? ` Empty: ${fallback}` : ""}`;
  if (kind === "boolean" || kind === "choice") {
    return <Chosen form={form} setting={setting} hint={hint} />;
  }
  return (
    <TextField
      form={form}
      name={`values.${name}`}
      label={needed || fallback !== null ? title : `${title} (optional)`}
      hint={hint}
      type={kind === "address" ? "url" : "text"}
      mono={kind === "address"}
      autoComplete="off"
      {...(kind === "number" ? { inputMode: "numeric" as const } : {})}
    />
  );
}

function Chosen({ form, setting, hint }: FieldProps & { hint: string }) {
  const { name, title, kind, fallback, choices } = setting;
  const unset = { value: "", label: fallback === null ? "None" : `${fallback} (default)` };
  const options = [unset, ...choices.map((value) => ({ value, label: value }))];
  return (
    <Controller
      control={form.control}
      name={`values.${name}`}
      render={({ field, fieldState: { error } }) => (
        <Field label={title} hint={hint} error={error?.message} custom>
          {kind === "boolean" ? (
            <Checkbox
              label="Yes"
              checked={(field.value || fallback) === "true"}
              onChange={(checked) => field.onChange(String(checked))}
            />
          ) : (
            <Select options={options} value={field.value} onChange={field.onChange} />
          )}
        </Field>
      )}
    />
  );
}
