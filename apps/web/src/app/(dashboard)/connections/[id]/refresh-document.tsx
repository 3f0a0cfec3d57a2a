"use client";

import { Button, Field, Textarea } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Connection } from "../connection-list.tsx";

/** Takes a newer document, and says what it says otherwise. */
export function RefreshDocument({ connection }: { connection: Connection }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Refresh document
      </Button>
      {open && <RefreshDialog connection={connection} onClose={() => setOpen(false)} />}
    </>
  );
}

type Props = { connection: Connection; onClose(): void };

function RefreshDialog({ connection: { id, documentUrl }, onClose }: Props) {
  const trpc = useTRPC();
  const form = useForm({ defaultValues: { documentUrl: documentUrl ?? "", document: "" } });
  const refresh = useMutation(
    trpc.connections.refresh.mutationOptions(
      useDialogStep(form.setError, {
        said: ({ changes }) =>
          changes.length === 0 ? "Nothing has changed" : `${changes.length} operations differ`,
        onClose,
      }),
    ),
  );
  const submit = form.handleSubmit(({ document, documentUrl: url }) =>
    refresh.mutate({ id, ...(document ? { document } : url ? { documentUrl: url } : {}) }),
  );
  return (
    <FormDialog
      title="Refresh the document"
      description="You are shown which operations are gone, changed or new. Mappings stay as they are."
      submit="Refresh"
      pending={refresh.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField form={form} name="documentUrl" label="Its address" type="url" mono />
      <Field
        label="Or the document itself (optional)"
        error={form.formState.errors.document?.message}
      >
        <Textarea mono rows={6} spellCheck={false} {...form.register("document")} />
      </Field>
    </FormDialog>
  );
}
