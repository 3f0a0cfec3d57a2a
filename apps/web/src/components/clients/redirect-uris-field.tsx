"use client";

import { Field, Textarea } from "@crossdock/ui";
import { useState } from "react";

type Props = {
  value: readonly string[];
  onChange(uris: string[]): void;
  error: string | undefined;
};

/** Where codes may be sent, an address a line. */
export function RedirectUrisField({ value, onChange, error }: Props) {
  const [text, setText] = useState(value.join("\n"));
  const change = (next: string) => {
    setText(next);
    onChange(next.split("\n").flatMap((line) => line.trim() || []));
  };
  return (
    <Field
      label="Redirect addresses"
      hint="One a line. A customer is sent to one of these exactly, and nowhere else."
      error={error}
    >
      <Textarea
        mono
        rows={3}
        value={text}
        placeholder="https://app.example.com/callback"
        onChange={(event) => change(event.target.value)}
      />
    </Field>
  );
}

type Fault = { message?: string | undefined } | undefined;

/** The first thing that is wrong with the list or one of its lines. */
export function faultOf(errors: Fault | readonly Fault[]): string | undefined {
  if (!Array.isArray(errors)) return (errors as Fault)?.message;
  return errors.find((fault) => fault?.message)?.message;
}
