"use client";

import { SetSecret } from "@crossdock/api/schemas";
import { Button, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import type { Credential } from "./connector-sections.tsx";

/** Enters a secret: it goes in and never comes out. */
export function SetSecretButton({ credential }: { credential: Credential }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        onClick={() => setOpen(true)}
        aria-label={`${credential.setBy ? "Replace" : "Enter"} the ${credential.label.toLowerCase()}`}
      >
        {credential.setBy ? "Replace" : "Enter"}
      </Button>
      {open && <SecretForm credential={credential} onClose={() => setOpen(false)} />}
    </>
  );
}

function SecretForm({ credential, onClose }: { credential: Credential; onClose(): void }) {
  const { connector, name, label, host } = credential;
  const trpc = useTRPC();
  const refresh = useRefresh();
  const toast = useToast();
  const form = useForm<z.input<typeof SetSecret>>({
    resolver: zodResolver(SetSecret, inWords),
    defaultValues: { connector, name, value: "" },
  });
  const set = useMutation(
    trpc.connectors.setSecret.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async () => {
        onClose();
        toast.ok(`${label} stored`);
        await refresh();
      },
    }),
  );
  return (
    <FormDialog
      title={label}
      description={`It is sealed and told to ${host ?? "its host"} alone. It takes effect within a second.`}
      submit="Store"
      pending={set.isPending}
      onSubmit={form.handleSubmit((values) => set.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="value" label={label} type="password" mono autoComplete="off" />
    </FormDialog>
  );
}
