"use client";

import { UpdateConnection } from "@crossdock/api/schemas";
import { Button } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { AuthFields } from "../auth-fields.tsx";
import type { Connection } from "../connection-list.tsx";

export function EditConnection({ connection }: { connection: Connection }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Edit
      </Button>
      {open && <EditDialog connection={connection} onClose={() => setOpen(false)} />}
    </>
  );
}

type Props = { connection: Connection; onClose(): void };

function EditDialog({ connection: { id, name, baseUrl, auth, secret }, onClose }: Props) {
  const trpc = useTRPC();
  const form = useForm({
    resolver: zodResolver(UpdateConnection, inWords),
    defaultValues: { id, name, baseUrl, auth },
  });
  const update = useMutation(
    trpc.connections.update.mutationOptions(
      useDialogStep(form.setError, { said: (saved) => `${saved.name} is saved`, onClose }),
    ),
  );
  return (
    <FormDialog
      title={`Edit ${name}`}
      submit="Save"
      pending={update.isPending}
      onSubmit={form.handleSubmit((values) => update.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" />
      <TextField
        form={form}
        name="baseUrl"
        label="Base address"
        hint="At another host the secret must be entered anew"
        type="url"
        mono
      />
      <AuthFields form={form} kept={secret === "set"} />
    </FormDialog>
  );
}
