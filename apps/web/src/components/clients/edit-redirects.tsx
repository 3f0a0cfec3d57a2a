"use client";

import { UpdateClient } from "@crossdock/api/schemas";
import { Button } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../forms.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { FormDialog } from "../form-dialog.tsx";
import { faultOf, RedirectUrisField } from "./redirect-uris-field.tsx";

type Client = { id: string; redirectUris: string[] };

export function EditRedirects({ client }: { client: Client }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Edit
      </Button>
      {open && <RedirectsForm client={client} onClose={() => setOpen(false)} />}
    </>
  );
}

function RedirectsForm({ client, onClose }: { client: Client; onClose(): void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const form = useForm({
    resolver: zodResolver(UpdateClient.pick({ id: true, redirectUris: true }), inWords),
    defaultValues: { id: client.id, redirectUris: client.redirectUris },
  });
  const update = useMutation(
    trpc.clients.update.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <FormDialog
      title="Redirect addresses"
      description="A program that sends another address is refused from now on."
      submit="Save"
      pending={update.isPending}
      onSubmit={form.handleSubmit((values) => update.mutate(values))}
      onClose={onClose}
    >
      <Controller
        control={form.control}
        name="redirectUris"
        render={({ field, formState: { errors } }) => (
          <RedirectUrisField
            value={field.value ?? []}
            onChange={field.onChange}
            error={faultOf(errors.redirectUris)}
          />
        )}
      />
    </FormDialog>
  );
}
