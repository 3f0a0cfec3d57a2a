"use client";

import { SetLoginProvider } from "@crossdock/api/schemas";
import { CodeBlock } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { LoginProvider } from "./login-providers.tsx";

/** What the provider gave the shop. The secret is entered anew at each change and never shown. */
export function ProviderForm({ provider, onClose }: { provider: LoginProvider; onClose(): void }) {
  const { id, name, clientId, issuer, callbackUrl } = provider;
  const trpc = useTRPC();
  const isOidc = id === "oidc";
  const form = useForm<z.input<typeof SetLoginProvider>>({
    resolver: zodResolver(SetLoginProvider, inWords),
    defaultValues: {
      id,
      clientId: clientId ?? "",
      clientSecret: "",
      ...(isOidc ? { issuer: issuer ?? "", name } : {}),
    },
  });
  const save = useMutation(
    trpc.settings.setLoginProvider.mutationOptions(
      useDialogStep(form.setError, { said: () => `${name} is set up`, onClose }),
    ),
  );
  return (
    <FormDialog
      title={`Set up ${name}`}
      description="Register the shop with the provider first, with this address to come back to."
      submit="Save"
      pending={save.isPending}
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <CodeBlock label="Redirect address" code={callbackUrl} />
      {isOidc && <TextField form={form} name="name" label="Name on the button" />}
      {isOidc && (
        <TextField
          form={form}
          name="issuer"
          label="Issuer"
          type="url"
          hint="Its address, without /.well-known"
        />
      )}
      <TextField form={form} name="clientId" label="Client id" mono autoComplete="off" />
      <TextField
        form={form}
        name="clientSecret"
        type="password"
        label="Client secret"
        hint="Kept sealed, and never shown again."
        autoComplete="off"
      />
    </FormDialog>
  );
}
