"use client";

import { Button, Field, Input } from "@crossdock/ui";
import { Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { firstMessage } from "../../../components/keys/addresses-field.tsx";
import type { IssuerFormParts } from "./issuer-form.tsx";

/** Which claim grants which scopes, one a line. */
export function RuleFields({ form }: { form: IssuerFormParts }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "rules" });
  const { errors } = form.formState;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="text-table font-semibold">Grants</legend>
      <p className="text-meta text-ink-2">
        Whoever has the value in the claim holds the scopes: as the whole claim, or as one of its
        list or words.
      </p>
      {fields.map((field, index) => (
        <div
          key={field.id}
          className="grid grid-cols-2 items-start gap-3 border-t border-line pt-3 sm:grid-cols-[1fr_1fr_2fr_auto]"
        >
          <Field label="Claim" error={errors.rules?.[index]?.claim?.message}>
            <Input mono placeholder="groups" {...form.register(`rules.${index}.claim`)} />
          </Field>
          <Field label="Value" error={errors.rules?.[index]?.value?.message}>
            <Input mono placeholder="warehouse" {...form.register(`rules.${index}.value`)} />
          </Field>
          <div className="col-span-2 sm:col-span-1">
            <Field label="Scopes" error={firstMessage(errors.rules?.[index]?.scopes)}>
              <Input
                mono
                placeholder="orders:read orders:write"
                {...form.register(`rules.${index}.scopes`, { setValueAs: toScopes })}
              />
            </Field>
          </div>
          <div className="flex h-9 items-center sm:mt-6">
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Remove grant ${index + 1}`}
              onClick={() => remove(index)}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button size="sm" onClick={() => append({ claim: "", value: "", scopes: [] })}>
          <Plus aria-hidden /> Add a grant
        </Button>
      </div>
    </fieldset>
  );
}

function toScopes(value: string | string[]): string[] {
  return typeof value === "string" ? value.split(/[\s,]+/).filter((scope) => scope !== "") : value;
}
