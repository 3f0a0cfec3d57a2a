"use client";

import { recordedTransports } from "@crossdock/api/schemas";
import { Field, Input, Select } from "@crossdock/ui";
import { type FormEvent, useState } from "react";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { filterWords, type NarrowingName, transportWords } from "./filter-words.ts";
import { type LogFilters, toFilter } from "./filters.ts";

type Props = {
  values: LogFilters;
  onApply(values: Partial<LogFilters>): void;
  onClose(): void;
};

/** All filters in one form; on a phone a sheet. */
export function FilterDialog({ values, onApply, onClose }: Props) {
  const [draft, setDraft] = useState<Record<NarrowingName, string>>(() => toDraft(values));
  const [refused, setRefused] = useState<readonly string[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = fromDraft(draft);
    const faults = toFilter(wanted).refused;
    if (faults.length > 0) return setRefused(faults);
    onApply(wanted);
    onClose();
  };
  return (
    <FormDialog
      title="Filter requests"
      submit="Show"
      pending={false}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2">
        {fields.map(({ name, placeholder, options }) => (
          <Field
            key={name}
            label={name === "minDurationMs" ? "At least (ms)" : filterWords[name]}
            custom={options !== undefined}
            error={refused.includes(name) ? `Write it such as ${placeholder}.` : undefined}
          >
            {options ? (
              <Select
                options={options}
                value={draft[name]}
                onChange={(value) => setDraft({ ...draft, [name]: value })}
              />
            ) : (
              <Input
                mono
                placeholder={placeholder}
                value={draft[name]}
                onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </FormDialog>
  );
}

type FieldOf = {
  name: NarrowingName;
  placeholder: string;
  options?: { value: string; label: string }[];
};

const fields: FieldOf[] = [
  { name: "status", placeholder: "404 or 4xx" },
  { name: "errorCode", placeholder: "validation_failed" },
  {
    name: "method",
    placeholder: "POST",
    options: [
      { value: "", label: "Any method" },
      ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((value) => ({ value, label: value })),
    ],
  },
  {
    name: "transport",
    placeholder: "rest",
    options: [
      { value: "", label: "Any transport" },
      ...recordedTransports.map((value) => ({ value, label: transportWords(value) })),
    ],
  },
  { name: "operation", placeholder: "orders.create" },
  { name: "version", placeholder: "v2" },
  { name: "principalId", placeholder: "key_…" },
  { name: "partnerId", placeholder: "prt_…" },
  { name: "minDurationMs", placeholder: "500" },
  { name: "ip", placeholder: "203.0.113.0" },
  { name: "requestId", placeholder: "req_…" },
  { name: "traceId", placeholder: "32 hexadecimal digits" },
];

function toDraft(values: LogFilters): Record<NarrowingName, string> {
  const texts = Object.keys(filterWords).map((name) => [
    name,
    String(values[name as NarrowingName] ?? ""),
  ]);
  return Object.fromEntries(texts);
}

function fromDraft(draft: Record<NarrowingName, string>): Partial<LogFilters> {
  const wanted = fields.map(({ name }) => {
    const text = draft[name].trim();
    if (text === "") return [name, null];
    return [name, name === "minDurationMs" ? Number(text) : text];
  });
  return Object.fromEntries(wanted);
}
