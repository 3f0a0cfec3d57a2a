"use client";

import { Field, Input, Select, Textarea } from "@crossdock/ui";
import { Controller } from "react-hook-form";
import { words } from "../../../words.ts";
import type { FormParts, ProductValues } from "./product-form.ts";

type Props = FormParts & { statuses: readonly ProductValues["status"][] };

/** What a product says about itself, without its variants. */
export function ProductFields({ register, control, errors, readOnly, statuses }: Props) {
  return (
    <>
      <Field label="Title" error={errors.title?.message}>
        <Input {...register("title")} />
      </Field>
      <Field label="Description" error={errors.description?.message}>
        <Textarea {...register("description")} />
      </Field>
      <Field
        label="Status"
        hint="Drafts are shown to the API, but cannot be ordered."
        error={errors.status?.message}
        custom
      >
        <Controller
          control={control}
          name="status"
          render={({ field }) => (
            <Select
              options={statuses.map((value) => ({ value, label: words(value) }))}
              value={field.value}
              disabled={readOnly}
              onChange={field.onChange}
            />
          )}
        />
      </Field>
      <Field label="Tags" hint="Separated by commas" error={errors.tags?.message}>
        <Input {...register("tags")} />
      </Field>
    </>
  );
}
