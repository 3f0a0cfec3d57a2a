"use client";

import { Button, Field, Input } from "@crossdock/ui";
import { Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import type { FormParts } from "./product-form.ts";
import { newVariant } from "./product-form.ts";

type Props = FormParts & {
  currency: string;
  /** How many of the variants are saved already: those keep their SKU and their stock is counted elsewhere. */
  saved: number;
};

/** The variants of a product, one a line. */
export function VariantFields({ register, control, errors, readOnly, currency, saved }: Props) {
  const { fields, append, remove } = useFieldArray({ control, name: "variants" });
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="pb-3 text-section font-semibold">Variants</legend>
      {fields.map((field, index) => (
        <div
          key={field.id}
          className="grid grid-cols-2 gap-3 border-t border-line pt-3 sm:grid-cols-[2fr_2fr_1fr_1fr_auto]"
        >
          <Field label="SKU" error={errors.variants?.[index]?.sku?.message}>
            <Input mono readOnly={index < saved} {...register(`variants.${index}.sku`)} />
          </Field>
          <Field label="Title" error={errors.variants?.[index]?.title?.message}>
            <Input {...register(`variants.${index}.title`)} />
          </Field>
          <Field label={`Price, ${currency}`} error={errors.variants?.[index]?.price?.message}>
            <Input inputMode="decimal" {...register(`variants.${index}.price`)} />
          </Field>
          {index >= saved && saved === 0 && (
            <Field label="Stock" error={errors.variants?.[index]?.stock?.message}>
              <Input inputMode="numeric" {...register(`variants.${index}.stock`)} />
            </Field>
          )}
          {index >= saved && fields.length > 1 && (
            <div className="flex h-9 items-center self-start sm:mt-6">
              <Button
                variant="quiet"
                size="icon"
                aria-label={`Remove variant ${index + 1}`}
                onClick={() => remove(index)}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
          )}
        </div>
      ))}
      {errors.variants?.root && (
        <p className="text-meta font-semibold text-bad">{errors.variants.root.message}</p>
      )}
      {!readOnly && (
        <div>
          <Button size="sm" onClick={() => append(newVariant)}>
            <Plus aria-hidden /> Add a variant
          </Button>
        </div>
      )}
    </fieldset>
  );
}
