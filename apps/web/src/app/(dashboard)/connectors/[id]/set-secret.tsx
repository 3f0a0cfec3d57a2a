"use client";

import { SetSecret } from "@crossdock/api/schemas";
import { Button, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Secret } from "./secret-list.tsx";

type Props = { connector: string; host: string; secret: Secret };

/** Enters a secret: it goes in and never comes out. */
export function SetSecretButton(props: Props) {
  const [open, setOpen] = useState(false);
  const verb = props.secret.enteredAt ? "Replace" : "Enter";
  return (
    <>
      <Button
        size="sm"
        onClick={() => setOpen(true)}
        aria-label={`${verb} the ${props.secret.title.toLowerCase()}`}
      >
        {verb}
      </Button>
      {open && <SecretForm {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function SecretForm({ connector, host, secret, onClose }: Props & { onClose(): void }) {
  const { name, title } = secret;
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
        toast.ok(`${title} stored`);
        await refresh();
      },
    }),
  );
  return (
    <FormDialog
      title={title}
      description={`It is sealed and told to ${host} alone. It takes effect within a second.`}
      submit="Store"
      pending={set.isPending}
      onSubmit={form.handleSubmit((values) => set.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="value" label={title} type="password" mono autoComplete="off" />
    </FormDialog>
  );
}
