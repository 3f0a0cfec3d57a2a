"use client";

import { NoteAlert } from "@crossdock/api/schemas";
import { Button, Field, Menu, MenuItem, Textarea, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { inWords, useDialogStep } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../trpc/use-show-failure.ts";
import type { Alert } from "./open-alerts.tsx";

/** What somebody on call does with an alert. */
export function AlertActions({ alert }: { alert: Alert }) {
  const trpc = useTRPC();
  const [noting, setNoting] = useState(false);
  const step = useStep();
  const acknowledge = useMutation(
    trpc.alerts.acknowledge.mutationOptions(step("Others see that you have taken it up")),
  );
  return (
    <>
      {!alert.acknowledgedAt && (
        <Button
          size="sm"
          variant="primary"
          pending={acknowledge.isPending}
          onClick={() => acknowledge.mutate({ id: alert.id })}
        >
          Take up
        </Button>
      )}
      <Button size="sm" onClick={() => setNoting(true)}>
        {alert.note ? "Edit note" : "Note"}
      </Button>
      <Mute alert={alert} />
      {noting && <NoteDialog alert={alert} onClose={() => setNoting(false)} />}
    </>
  );
}

const hours = [
  [1, "For an hour"],
  [4, "For four hours"],
  [24, "For a day"],
  [24 * 7, "For a week"],
] as const;

function Mute({ alert: { id, mutedUntil } }: { alert: Alert }) {
  const trpc = useTRPC();
  const step = useStep();
  const mute = useMutation(trpc.alerts.mute.mutationOptions(step("Saved")));
  const until = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm" pending={mute.isPending}>
          Mute <ChevronDown aria-hidden />
        </Button>
      }
    >
      {hours.map(([count, text]) => (
        <MenuItem key={count} onSelect={() => mute.mutate({ id, until: until(count) })}>
          {text}
        </MenuItem>
      ))}
      {mutedUntil && (
        <MenuItem onSelect={() => mute.mutate({ id, until: null })}>Let it speak again</MenuItem>
      )}
    </Menu>
  );
}

function NoteDialog({ alert: { id, note }, onClose }: { alert: Alert; onClose(): void }) {
  const trpc = useTRPC();
  const form = useForm({
    resolver: zodResolver(NoteAlert, inWords),
    defaultValues: { id, note: note ?? "" },
  });
  const save = useMutation(
    trpc.alerts.note.mutationOptions(
      useDialogStep(form.setError, { said: () => "The note is saved", onClose }),
    ),
  );
  return (
    <FormDialog
      title="What is known"
      description="The team sees it with the alert."
      submit="Save"
      pending={save.isPending}
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <Field label="Note" error={form.formState.errors.note?.message}>
        <Textarea {...form.register("note")} />
      </Field>
    </FormDialog>
  );
}

function useStep() {
  const toast = useToast();
  const refresh = useRefresh();
  const onError = useShowFailure();
  return (said: string) => ({
    async onSuccess() {
      await refresh();
      toast.ok(said);
    },
    onError,
  });
}
