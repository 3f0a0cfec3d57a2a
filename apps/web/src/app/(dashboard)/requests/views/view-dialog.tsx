"use client";

import { CreateView } from "@crossdock/api/schemas";
import { Checkbox } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { z } from "zod";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";

export type SavedView = Outputs["views"]["list"]["data"][number];

const Fields = CreateView.pick({ name: true }).extend({ shared: z.boolean() });

type NewProps = {
  query: string;
  mayShare: boolean;
  onSaved(view: SavedView): void;
  onClose(): void;
};

/** Saves the filters that are on under a name. */
export function NewView({ query, mayShare, onSaved, onClose }: NewProps) {
  const form = useForm({
    resolver: zodResolver(Fields, inWords),
    defaultValues: { name: "", shared: false },
  });
  const step = useDialogStep(form.setError, { said: named("is saved"), onClose });
  const create = useMutation(
    useTRPC().views.create.mutationOptions({
      onError: step.onError,
      async onSuccess(view) {
        onSaved(view);
        await step.onSuccess(view);
      },
    }),
  );
  return (
    <ViewForm
      title="Save as a view"
      submit="Save"
      form={form}
      mayShare={mayShare}
      pending={create.isPending}
      onSubmit={form.handleSubmit((fields) =>
        create.mutate({ ...fields, list: "requests", query }),
      )}
      onClose={onClose}
    />
  );
}

type EditProps = { view: SavedView; mayShare: boolean; onClose(): void };

/** Gives a view another name, and shows it to the team or not. */
export function EditView({ view, mayShare, onClose }: EditProps) {
  const form = useForm({
    resolver: zodResolver(Fields, inWords),
    defaultValues: { name: view.name, shared: view.shared },
  });
  const step = useDialogStep(form.setError, { said: named("is changed"), onClose });
  const update = useMutation(useTRPC().views.update.mutationOptions(step));
  return (
    <ViewForm
      title={`Change ${view.name}`}
      submit="Save"
      form={form}
      mayShare={mayShare}
      pending={update.isPending}
      onSubmit={form.handleSubmit((fields) =>
        update.mutate({ ...fields, id: view.id, version: view.version }),
      )}
      onClose={onClose}
    />
  );
}

const named =
  (what: string) =>
  ({ name }: SavedView) =>
    `The view ${name} ${what}`;

type FormProps = {
  title: string;
  submit: string;
  form: UseFormReturn<{ name: string; shared: boolean }>;
  mayShare: boolean;
  pending: boolean;
  onSubmit(event: FormEvent): void;
  onClose(): void;
};

function ViewForm({ form, mayShare, ...dialog }: FormProps) {
  return (
    <FormDialog
      {...dialog}
      description="It keeps the filters and the time: a length of time stays one that ends now."
    >
      <TextField form={form} name="name" label="Name" />
      {mayShare && (
        <Controller
          control={form.control}
          name="shared"
          render={({ field: { value, onChange } }) => (
            <Checkbox label="Share it with the team" checked={value} onChange={onChange} />
          )}
        />
      )}
    </FormDialog>
  );
}
