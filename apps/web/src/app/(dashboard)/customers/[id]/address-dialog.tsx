"use client";

import { CreateAddress } from "@crossdock/api/schemas";
import { Checkbox } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";

type Props = {
  customerId: string;
  /** What is changed; a new one where it is left out. */
  entry?: Outputs["addresses"]["list"]["data"][number];
  onClose(): void;
};

const fields = CreateAddress.omit({ customerId: true });
const empty = { line1: "", city: "", country: "" };

export function AddressDialog({ customerId, entry, onClose }: Props) {
  const trpc = useTRPC();
  const { label, isDefault = false, address = empty } = entry ?? {};
  const form = useForm({
    resolver: zodResolver(fields, inWords),
    defaultValues: { label: label ?? undefined, isDefault, address },
  });
  const saving = useDialogStep(form.setError, { said: () => "The address is saved", onClose });
  const create = useMutation(trpc.addresses.create.mutationOptions(saving));
  const update = useMutation(trpc.addresses.update.mutationOptions(saving));
  const save = form.handleSubmit((values) =>
    entry
      ? update.mutate({ id: entry.id, ...values, label: values.label ?? null })
      : create.mutate({ customerId, ...values }),
  );
  return (
    <FormDialog
      title={entry ? "Edit address" : "Add address"}
      submit="Save"
      pending={create.isPending || update.isPending}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField form={form} name="label" label="Label" hint="Home, Office, …" optional />
      <TextField form={form} name="address.name" label="Name" optional />
      <TextField form={form} name="address.line1" label="Street and number" />
      <TextField form={form} name="address.line2" label="More" optional />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField form={form} name="address.postalCode" label="Postal code" optional />
        <TextField form={form} name="address.city" label="City" />
        <TextField form={form} name="address.region" label="Region" optional />
        <TextField form={form} name="address.country" label="Country" hint="Two letters, as DE" />
      </div>
      <TextField form={form} name="address.phone" label="Phone" optional />
      <Controller
        control={form.control}
        name="isDefault"
        render={({ field: { value, onChange } }) => (
          <Checkbox label="Propose it first" checked={value ?? false} onChange={onChange} />
        )}
      />
    </FormDialog>
  );
}
