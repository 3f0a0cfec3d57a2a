"use client";

import { Button, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../../components/form-dialog.tsx";
import { TextField } from "../../../../../components/text-field.tsx";
import { useShowProblem } from "../../../../../forms.ts";
import { useTRPC } from "../../../../../trpc/client.tsx";
import { useRefresh } from "../../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../../trpc/use-show-failure.ts";
import type { Source } from "./source-detail.tsx";

/** What may be changed of a source: its address and how it is signed stay. */
export function EditSource({ source }: { source: Source }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Edit
      </Button>
      {open && <EditDialog source={source} onClose={() => setOpen(false)} />}
    </>
  );
}

function EditDialog({ source, onClose }: { source: Source; onClose(): void }) {
  const { id, name, perMinuteMax, version } = source;
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const form = useForm({ defaultValues: { name, perMinuteMax: String(perMinuteMax) } });
  const showProblem = useShowProblem(form.setError);
  const showFailure = useShowFailure();
  const update = useMutation(trpc.inboundSources.update.mutationOptions());
  const undo = (changed: number) =>
    update.mutateAsync({ id, name, perMinuteMax, version: changed }).then(refresh, showFailure);
  return (
    <FormDialog
      title="Edit the source"
      description="Its address and how it is signed stay: another address is another source."
      submit="Save"
      pending={update.isPending}
      onSubmit={form.handleSubmit((values) =>
        update.mutate(
          { id, version, name: values.name, perMinuteMax: Number(values.perMinuteMax) },
          {
            onError: showProblem,
            async onSuccess(saved) {
              await refresh();
              toast.undoable(`${saved.name} is changed`, () => void undo(saved.version));
              onClose();
            },
          },
        ),
      )}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" hint="What you call it" />
      <TextField
        form={form}
        name="perMinuteMax"
        label="Deliveries a minute at the most"
        hint="More are refused with 429, which providers send again later"
        inputMode="numeric"
      />
    </FormDialog>
  );
}
