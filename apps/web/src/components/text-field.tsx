"use client";

import { Field, Input } from "@crossdock/ui";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

type Props<T extends FieldValues, Context, Output> = {
  form: UseFormReturn<T, Context, Output>;
  name: Path<T>;
  label: string;
  hint?: string;
  type?: "text" | "email" | "url" | "password";
  mono?: boolean;
  autoComplete?: string;
  inputMode?: "numeric";
  /** An empty field is left out of what is sent. */
  optional?: boolean;
};

/** A line of text in a form. */
export function TextField<T extends FieldValues, Context, Output>({
  form,
  name,
  label,
  hint,
  type = "text",
  mono,
  autoComplete,
  inputMode,
  optional,
}: Props<T, Context, Output>) {
  const { error } = form.getFieldState(name, form.formState);
  const rules = optional ? { setValueAs: (text: string | null) => text || undefined } : {};
  return (
    <Field label={optional ? `${label} (optional)` : label} hint={hint} error={error?.message}>
      <Input
        type={type}
        mono={mono}
        autoComplete={autoComplete}
        inputMode={inputMode}
        {...form.register(name, rules)}
      />
    </Field>
  );
}
