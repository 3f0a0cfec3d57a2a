"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { Input as BaseInput } from "@base-ui/react/input";
import type { ComponentProps, ReactNode } from "react";

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to mend it; marks the control as invalid. */
  error?: string | undefined;
  /** Hides the label from sight where the surroundings say it already (a filter, a table cell). */
  hideLabel?: boolean;
  /** Set where the control is no native one: a Select or a Switch. */
  custom?: boolean;
  children: ReactNode;
};

/** A control with its label, hint and error, tied together for assistive technology. */
export function Field({ label, hint, error, hideLabel, custom, children }: FieldProps) {
  const labelClass = hideLabel ? "sr-only" : "text-table font-semibold";
  return (
    <BaseField.Root invalid={error !== undefined} className="flex min-w-0 flex-col gap-1">
      {custom ? (
        <BaseField.Label nativeLabel={false} render={<div />} className={labelClass}>
          {label}
        </BaseField.Label>
      ) : (
        <BaseField.Label className={labelClass}>{label}</BaseField.Label>
      )}
      {children}
      {hint && (
        <BaseField.Description className="text-meta text-ink-2">{hint}</BaseField.Description>
      )}
      <BaseField.Error match={error !== undefined} className="text-meta font-semibold text-bad">
        {error}
      </BaseField.Error>
    </BaseField.Root>
  );
}

const controlClass =
  "w-full min-w-0 rounded-control border border-line-strong bg-panel px-2.5 text-body text-ink transition-colors hover:border-ink-3 read-only:bg-sunken disabled:bg-sunken disabled:text-ink-2 data-invalid:border-bad max-sm:text-section";

type InputProps = Omit<ComponentProps<"input">, "className" | "defaultValue"> & {
  defaultValue?: string;
  /** For ids, keys and amounts. */
  mono?: boolean;
};

export function Input({ mono, ...props }: InputProps) {
  return (
    <BaseInput {...props} className={`${controlClass} h-9 ${mono ? "font-mono text-table" : ""}`} />
  );
}

type TextareaProps = Omit<ComponentProps<"textarea">, "className"> & {
  /** For code. */
  mono?: boolean;
};

export function Textarea({ mono, ...props }: TextareaProps) {
  const className = `${controlClass} py-2 ${mono ? "font-mono text-table" : ""}`;
  return <BaseField.Control render={<textarea rows={4} {...props} className={className} />} />;
}
