"use client";

import { Field, Textarea } from "@crossdock/ui";
import { useState } from "react";

type Props = {
  value: readonly string[];
  onChange(addresses: string[]): void;
  error: string | undefined;
};

/** From where a key may be sent: a line an address or range. */
export function AddressesField({ value, onChange, error }: Props) {
  const [text, setText] = useState(value.join("\n"));
  const change = (next: string) => {
    setText(next);
    onChange(next.split(/[\s,]+/).filter((address) => address !== ""));
  };
  return (
    <Field
      label="Allowed addresses"
      hint="One a line, such as 203.0.113.7 or 10.0.0.0/8. Empty: the key works from everywhere."
      error={error}
    >
      <Textarea
        mono
        rows={3}
        spellCheck={false}
        value={text}
        onChange={({ target }) => change(target.value)}
      />
    </Field>
  );
}

/** The message of the first item that is wrong, or of the list. */
export function firstMessage(error: unknown): string | undefined {
  const faults = Array.isArray(error) ? error : [error];
  const first: { message?: unknown } | undefined = faults.find((fault) => fault?.message);
  return typeof first?.message === "string" ? first.message : undefined;
}
