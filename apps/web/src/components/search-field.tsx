"use client";

import { Field, Input } from "@crossdock/ui";

type Props = { label: string; value: string | null; onChange(value: string | null): void };

/** The words of a list's filter; list and URL follow the typing. */
export function SearchField({ label, value, onChange }: Props) {
  return (
    <div className="w-full sm:w-64">
      <Field label={label} hideLabel>
        <Input
          type="search"
          placeholder={label}
          value={value ?? ""}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      </Field>
    </div>
  );
}
