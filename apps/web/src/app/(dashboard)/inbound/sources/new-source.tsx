"use client";

import { type SourceKind, sourceKinds } from "@crossdock/api/schemas";
import { Button, Field, Select, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { HmacFields } from "./hmac-fields.tsx";
import { kinds } from "./kinds.ts";
import { emptyHmac, type SourceValues, settingsOf, slugOf } from "./source-form.ts";

export function NewSource({ appUrl }: { appUrl: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
        New source
      </Button>
      {open && <NewSourceDialog appUrl={appUrl} onClose={() => setOpen(false)} />}
    </>
  );
}

function NewSourceDialog({ appUrl, onClose }: { appUrl: string; onClose(): void }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const router = useRouter();
  const form = useForm<SourceValues>({
    defaultValues: { name: "", slug: "", secret: "", kind: "github", settings: emptyHmac },
  });
  const showProblem = useShowProblem(form.setError);
  const create = useMutation(
    trpc.inboundSources.create.mutationOptions({
      onError: showProblem,
      onSuccess: async ({ id, name }) => {
        await refresh();
        toast.ok(`${name} is made`);
        router.push(`/inbound/sources/${id}`);
      },
    }),
  );
  const [kind, name, slug] = form.watch(["kind", "name", "slug"]);
  const address = slug || slugOf(name);
  return (
    <FormDialog
      title="New source"
      description={kinds[kind].where}
      submit="Make the source"
      pending={create.isPending}
      onSubmit={form.handleSubmit((values) =>
        create.mutate({
          ...{ name: values.name, slug: address, secret: values.secret || undefined },
          settings: settingsOf(values.kind, values.settings),
        }),
      )}
      onClose={onClose}
    >
      <Controller
        control={form.control}
        name="kind"
        render={({ field }) => (
          <Field label="Signed as by" custom>
            <Select<SourceKind>
              options={sourceKinds.map((value) => ({ value, label: kinds[value].label }))}
              value={field.value}
              onChange={field.onChange}
            />
          </Field>
        )}
      />
      <TextField form={form} name="name" label="Name" hint="What you call it" />
      <TextField
        form={form}
        name="slug"
        label="Last part of the address"
        hint={`${appUrl}/api/webhooks/${address || "…"} — it stays as it is`}
        mono
        optional
      />
      {kind === "hmac" && <HmacFields form={form} />}
      <TextField
        form={form}
        name="secret"
        label="Secret"
        hint="Kept sealed, and never shown again. Without one nothing is taken."
        type="password"
        autoComplete="off"
        mono
        optional
      />
    </FormDialog>
  );
}
