"use client";

import { UpdateClient } from "@crossdock/api/schemas";
import { Button } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { inWords, useDialogStep } from "../../forms.ts";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { FormDialog } from "../form-dialog.tsx";
import { ScopePicker } from "../keys/scope-picker.tsx";
import { LimitsFields } from "../limits-fields.tsx";
import { TextField } from "../text-field.tsx";

type Client = Outputs["clients"]["get"];

/** Name, scopes and limits of a program. */
export function EditClient({ client }: { client: Client }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Edit
      </Button>
      {open && <ClientForm client={client} onClose={() => setOpen(false)} />}
    </>
  );
}

const fields = UpdateClient.pick({ id: true, name: true, scopes: true, limits: true });

function ClientForm({ client, onClose }: { client: Client; onClose(): void }) {
  const trpc = useTRPC();
  const { id, name, scopes, limits, partnerId } = client;
  const form = useForm({
    resolver: zodResolver(fields, inWords),
    defaultValues: { id, name, scopes, limits },
  });
  const update = useMutation(
    trpc.clients.update.mutationOptions(
      useDialogStep(form.setError, { said: (saved) => `${saved.name} is saved`, onClose }),
    ),
  );
  return (
    <FormDialog
      title={`Edit ${name}`}
      description="It applies within a second, to the tokens that it has as well."
      submit="Save"
      pending={update.isPending}
      onSubmit={form.handleSubmit((values) => update.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" hint="Customers see it when they are asked" />
      <Controller
        control={form.control}
        name="scopes"
        render={({ field, fieldState }) => (
          <ScopePicker
            partnerId={partnerId ?? undefined}
            value={field.value ?? []}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <LimitsFields form={form} name="limits" />
    </FormDialog>
  );
}
