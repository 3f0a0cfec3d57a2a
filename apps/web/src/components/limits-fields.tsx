"use client";

import type { Limits } from "@crossdock/core";
import { Field, Input } from "@crossdock/ui";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

type Props<T extends FieldValues, Context, Output> = {
  form: UseFormReturn<T, Context, Output>;
  /** Where the `Limits` are in the form. */
  name: Path<T>;
  title?: string;
};

/** How much a credential may ask for: a number a window, and how many calls run at once. */
export function LimitsFields<T extends FieldValues, Context, Output>({
  form,
  name,
  title = "Limits",
}: Props<T, Context, Output>) {
  return (
    <fieldset>
      <legend className="text-table font-semibold">{title}</legend>
      <p className="pb-2 text-meta text-ink-2">Calls at the most. Empty: no limit.</p>
      <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-5">
        {fields.map(({ limit, label }) => {
          const path = `${name}.${limit}` as Path<T>;
          const { error } = form.getFieldState(path, form.formState);
          return (
            <Field key={limit} label={label} error={error?.message}>
              <Input inputMode="numeric" {...form.register(path, { setValueAs: toLimit })} />
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}

const fields: { limit: keyof Limits; label: string }[] = [
  { limit: "perSecond", label: "A second" },
  { limit: "perMinute", label: "A minute" },
  { limit: "perHour", label: "An hour" },
  { limit: "perDay", label: "A day" },
  { limit: "concurrent", label: "At once" },
];

function toLimit(text: string | number | null): number | null {
  return text === "" || text === null ? null : Number(text);
}
