"use client";

import { Field, Input } from "@crossdock/ui";

type Props = { label: string; value: string | null; onChange(value: string | null): void };

/** A day of a list's filter, `2026-03-01`. */
export function DayField({ label, value, onChange }: Props) {
  return (
    <div className="flex items-center gap-2 text-table text-ink-2">
      <span aria-hidden>{label}</span>
      <Field label={label} hideLabel>
        <Input
          type="date"
          value={value ?? ""}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      </Field>
    </div>
  );
}
