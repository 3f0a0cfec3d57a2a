"use client";

import { UpdateKey } from "@crossdock/api/schemas";
import { Button, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../forms.ts";
import { FormDialog } from "../form-dialog.tsx";
import { TextField } from "../text-field.tsx";
import { AddressesField, firstMessage } from "./addresses-field.tsx";
import { ExpiryField } from "./expiry-field.tsx";
import type { Key } from "./key-state.tsx";
import { useUpdateKey } from "./use-update-key.ts";

/** Name, addresses and end of a key. */
export function EditKey({ apiKey }: { apiKey: Key }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Edit
      </Button>
      {open && <EditDialog apiKey={apiKey} onClose={() => setOpen(false)} />}
    </>
  );
}

const fields = UpdateKey.pick({ name: true, allowedAddresses: true, expiresAt: true });

function EditDialog({ apiKey, onClose }: { apiKey: Key; onClose(): void }) {
  const toast = useToast();
  const { name, allowedAddresses, expiresAt } = apiKey;
  const form = useForm({
    resolver: zodResolver(fields, inWords),
    defaultValues: { name, allowedAddresses, expiresAt },
  });
  const { update, pending } = useUpdateKey(apiKey.id);
  const showProblem = useShowProblem(form.setError);
  const save = form.handleSubmit(async (values) => {
    // An end that is over may stay as it is, and could not be sent.
    const { expiresAt: _, ...rest } = values;
    try {
      await update(values.expiresAt === expiresAt ? rest : values);
      toast.ok(`${values.name} is saved`);
      onClose();
    } catch (error) {
      showProblem(error);
    }
  });
  return (
    <FormDialog
      title={`Edit ${name}`}
      description="It applies within a second, to every system that uses this key."
      submit="Save"
      pending={pending}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" hint="Where it is used" />
      <Controller
        control={form.control}
        name="expiresAt"
        render={({ field, fieldState }) => (
          <ExpiryField
            value={field.value ?? null}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="allowedAddresses"
        render={({ field, fieldState }) => (
          <AddressesField
            value={field.value ?? []}
            onChange={field.onChange}
            error={firstMessage(fieldState.error)}
          />
        )}
      />
    </FormDialog>
  );
}
