"use client";

import { UpdatePartner } from "@crossdock/api/schemas";
import { Button } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";

type Partner = Outputs["partners"]["get"];

export function EditPartner({ partner }: { partner: Partner }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Edit
      </Button>
      {open && <EditDialog partner={partner} onClose={() => setOpen(false)} />}
    </>
  );
}

const fields = UpdatePartner.pick({ name: true, contactName: true, contactEmail: true });

function EditDialog({ partner, onClose }: { partner: Partner; onClose(): void }) {
  const trpc = useTRPC();
  const { id, name, contactName, contactEmail } = partner;
  const form = useForm({
    resolver: zodResolver(fields, inWords),
    defaultValues: { name, contactName, contactEmail },
  });
  const update = useMutation(
    trpc.partners.update.mutationOptions(
      useDialogStep(form.setError, { said: (saved) => `${saved.name} is saved`, onClose }),
    ),
  );
  return (
    <FormDialog
      title={`Edit ${name}`}
      submit="Save"
      pending={update.isPending}
      onSubmit={form.handleSubmit((values) => update.mutate({ id, ...values }))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" />
      <TextField form={form} name="contactName" label="Contact" optional />
      <TextField form={form} name="contactEmail" label="Contact's e-mail" type="email" optional />
    </FormDialog>
  );
}
