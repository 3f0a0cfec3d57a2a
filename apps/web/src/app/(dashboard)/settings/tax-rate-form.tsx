"use client";

import { CreateTaxRate } from "@crossdock/api/schemas";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../forms.ts";
import { fromPercent, toPercent } from "../../../percent.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { countryName } from "./country-name.ts";
import type { TaxRate } from "./taxes.tsx";

const Percent = z.string().transform((text, ctx) => {
  const ppm = fromPercent(text);
  if (ppm !== null) return ppm;
  ctx.addIssue({ code: "custom", message: "Enter a share of 0 to 100, such as 19 %." });
  return z.NEVER;
});

const Form = CreateTaxRate.omit({ ratePpm: true }).extend({
  country: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isKnown, "Enter a country's two letters, such as DE."),
  ratePpm: Percent,
});

/** A new rate, or another share and name for one; the place of a rate stays. */
export function TaxRateForm({ rate, onClose }: { rate: TaxRate | null; onClose(): void }) {
  const trpc = useTRPC();
  const form = useForm({
    resolver: zodResolver(Form, inWords),
    defaultValues: rate
      ? { ...rate, region: rate.region ?? undefined, ratePpm: toPercent(rate.ratePpm) }
      : { country: "", name: "", ratePpm: "" },
  });
  const outcome = useDialogStep(form.setError, {
    said: ({ name }: { name: string }) => `${name} is saved`,
    onClose,
  });
  const create = useMutation(trpc.taxRates.create.mutationOptions(outcome));
  const update = useMutation(trpc.taxRates.update.mutationOptions(outcome));
  return (
    <FormDialog
      title={rate ? `Tax rate of ${countryName(rate.country)}` : "Add a tax rate"}
      description="For orders that are placed from now on."
      submit="Save"
      pending={create.isPending || update.isPending}
      onSubmit={form.handleSubmit(({ name, ratePpm, ...place }) =>
        rate
          ? update.mutate({ id: rate.id, name, ratePpm })
          : create.mutate({ ...place, name, ratePpm }),
      )}
      onClose={onClose}
    >
      {!rate && (
        <>
          <TextField form={form} name="country" label="Country" hint="Two letters, such as DE" />
          <TextField
            form={form}
            name="region"
            label="Region"
            hint="As it is in the addresses; left empty it is the whole country"
            optional
          />
        </>
      )}
      <TextField form={form} name="ratePpm" label="Rate" hint="Such as 19 %" />
      <TextField form={form} name="name" label="Name on the order" hint="Such as VAT 19 %" />
    </FormDialog>
  );
}

function isKnown(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && countryName(code) !== code;
}
