"use client";

import { Field, Input, Select } from "@crossdock/ui";
import { useState } from "react";
import { Day } from "../day.tsx";

type Props = {
  /** What is chosen at first; what `value` means, where it is left out. */
  initial?: Choice;
  /** ISO 8601; null is never. */
  value: string | null;
  onChange(expiresAt: string | null): void;
  error: string | undefined;
};

/** How long a key is to live: for some days from now, until a day, or for ever. */
export function ExpiryField({ initial, value, onChange, error }: Props) {
  const [choice, setChoice] = useState<Choice>(initial ?? (value === null ? "never" : "day"));
  const choose = (next: Choice) => {
    setChoice(next);
    if (next === "never") onChange(null);
    else if (next !== "day") onChange(inDays(Number(next)));
  };
  return (
    <Field label="Expires" hint={<Hint value={value} />} error={error} custom>
      <div className="flex flex-wrap gap-2">
        <Select options={options} value={choice} onChange={choose} />
        {choice === "day" && (
          <div className="w-44">
            <Input
              type="date"
              aria-label="Last day"
              value={value?.slice(0, 10) ?? ""}
              min={inDays(1).slice(0, 10)}
              onChange={({ target }) => target.value && onChange(endOf(target.value))}
            />
          </div>
        )}
      </div>
    </Field>
  );
}

/** The moment so many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

const options = [
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "day", label: "On a chosen day" },
  { value: "never", label: "Never" },
] as const;

type Choice = (typeof options)[number]["value"];

function endOf(day: string): string {
  return `${day}T23:59:59.999Z`;
}

function Hint({ value }: Pick<Props, "value">) {
  if (value === null) return "A key that is stolen and never noticed works for ever.";
  return (
    <>
      Its last day is <Day at={value} />. Its callers are told in the 30 days before.
    </>
  );
}
