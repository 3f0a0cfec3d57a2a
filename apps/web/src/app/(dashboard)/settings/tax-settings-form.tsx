"use client";

import { Checkbox } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";

const Form = z.object({
  taxIncluded: z.boolean(),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{2})?$/, "Enter a country's two letters, such as DE, or nothing."),
});

type Props = { shop: Outputs["shop"]["get"]; onClose(): void };

/** Whether prices include tax, and whose tax an order without an address bears. */
export function TaxSettingsForm({ shop, onClose }: Props) {
  const trpc = useTRPC();
  const form = useForm({
    resolver: zodResolver(Form, inWords),
    defaultValues: { taxIncluded: shop.taxIncluded, country: shop.country ?? "" },
  });
  const save = useMutation(
    trpc.shop.update.mutationOptions(
      useDialogStep(form.setError, { said: () => "Prices and country are saved", onClose }),
    ),
  );
  return (
    <FormDialog
      title="Prices and country"
      description="For orders that are placed from now on. Orders that are there keep their sums."
      submit="Save"
      pending={save.isPending}
      onSubmit={form.handleSubmit(({ taxIncluded, country }) =>
        save.mutate({ taxIncluded, country: country || null }),
      )}
      onClose={onClose}
    >
      <Controller
        control={form.control}
        name="taxIncluded"
        render={({ field }) => (
          <Checkbox label="Prices include tax" checked={field.value} onChange={field.onChange} />
        )}
      />
      <TextField
        form={form}
        name="country"
        label="Shop's country"
        hint="Its tax is on orders that name no address. Two letters, such as DE"
      />
    </FormDialog>
  );
}
