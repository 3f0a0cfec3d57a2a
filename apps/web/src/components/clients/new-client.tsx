"use client";

import { CreateClient } from "@crossdock/api/schemas";
import { Button, Field, Select } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../forms.ts";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { FormDialog } from "../form-dialog.tsx";
import { ScopePicker } from "../keys/scope-picker.tsx";
import { TextField } from "../text-field.tsx";
import { type ClientKind, clientKinds } from "./client-kinds.ts";
import { ClientSecretDialog } from "./client-secret-dialog.tsx";
import { faultOf, RedirectUrisField } from "./redirect-uris-field.tsx";

type Made = Outputs["clients"]["create"];
type Props = { appUrl: string };

/** Registers a program and shows its secret, once. */
export function NewClient({ appUrl }: Props) {
  const [step, setStep] = useState<"closed" | "form" | Made>("closed");
  const close = () => setStep("closed");
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setStep("form")}>
        New client
      </Button>
      {step === "form" && <ClientForm onClose={close} onMade={setStep} />}
      {typeof step === "object" && (
        <ClientSecretDialog
          {...{ id: step.id, secret: step.secret, appUrl }}
          machine={step.grants.includes("client_credentials")}
          onClose={close}
        />
      )}
    </>
  );
}

function ClientForm({ onClose, onMade }: { onClose(): void; onMade(client: Made): void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [kind, setKind] = useState<ClientKind>("machine");
  const form = useForm({
    resolver: zodResolver(CreateClient, inWords),
    defaultValues: {
      name: "",
      scopes: [] as string[],
      grants: ["client_credentials" as const],
      redirectUris: [] as string[],
      public: false,
    },
  });
  const create = useMutation(
    trpc.clients.create.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async (made) => {
        onMade(made);
        await refresh();
      },
    }),
  );
  const choose = (next: ClientKind) => {
    const { grants, public: isPublic } = clientKinds.find(({ value }) => value === next) ?? {
      ...clientKinds[0],
    };
    setKind(next);
    form.reset({ ...form.getValues(), grants: [...grants], public: isPublic, redirectUris: [] });
  };
  return (
    <FormDialog
      title="New OAuth client"
      description="A program that gets access tokens instead of holding a key."
      submit="Register"
      pending={create.isPending}
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" hint="Customers see it when they are asked" />
      <Field label="Kind" custom>
        <Select options={[...clientKinds]} value={kind} onChange={choose} />
      </Field>
      {kind !== "machine" && (
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
      )}
      <Controller
        control={form.control}
        name="scopes"
        render={({ field, fieldState }) => (
          <ScopePicker
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
    </FormDialog>
  );
}
