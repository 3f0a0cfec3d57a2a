"use client";

import { Button, Field, Select } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { FormDialog } from "../../../../../components/form-dialog.tsx";
import { TextField } from "../../../../../components/text-field.tsx";
import { useDialogStep } from "../../../../../forms.ts";
import { useTRPC } from "../../../../../trpc/client.tsx";
import type { Source } from "./source-detail.tsx";

export function AddSecret({ source }: { source: Source }) {
  const [open, setOpen] = useState(false);
  const isFirst = !source.secrets.some(({ state }) => state !== "ended");
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {isFirst ? "Add a secret" : "Rotate"}
      </Button>
      {open && <AddDialog source={source} isFirst={isFirst} onClose={() => setOpen(false)} />}
    </>
  );
}

type Props = { source: Source; isFirst: boolean; onClose(): void };

function AddDialog({ source, isFirst, onClose }: Props) {
  const trpc = useTRPC();
  const form = useForm({
    defaultValues: { label: labelOf(new Date()), secret: "", overlap: isFirst ? "stay" : "86400" },
  });
  const add = useMutation(
    trpc.inboundSources.addSecret.mutationOptions(
      useDialogStep(form.setError, { said: () => "The secret is good from now on", onClose }),
    ),
  );
  return (
    <FormDialog
      title={isFirst ? "Add a secret" : "Rotate the secret"}
      description={
        isFirst
          ? "Enter the one that the provider signs with."
          : "The new one is good at once. The others stay good while the provider changes over."
      }
      submit={isFirst ? "Add" : "Rotate"}
      pending={add.isPending}
      onSubmit={form.handleSubmit(({ label, secret, overlap }) =>
        add.mutate({
          ...{ id: source.id, label, secret },
          ...(overlap === "stay" ? {} : { endOthersAfterSeconds: Number(overlap) }),
        }),
      )}
      onClose={onClose}
    >
      <TextField form={form} name="label" label="Label" hint="So that you know it later" />
      <TextField
        form={form}
        name="secret"
        label="Secret"
        hint="Kept sealed, and never shown again"
        type="password"
        autoComplete="off"
        mono
      />
      {!isFirst && (
        <Controller
          control={form.control}
          name="overlap"
          render={({ field }) => (
            <Field label="The others stay good" custom>
              <Select options={overlaps} value={field.value} onChange={field.onChange} />
            </Field>
          )}
        />
      )}
    </FormDialog>
  );
}

const overlaps = [
  { value: "0", label: "No longer" },
  { value: "3600", label: "For an hour" },
  { value: "86400", label: "For a day" },
  { value: "604800", label: "For a week" },
  { value: "stay", label: "Until I end them" },
];

function labelOf(day: Date): string {
  return `Secret of ${day.toISOString().slice(0, 10)}`;
}
