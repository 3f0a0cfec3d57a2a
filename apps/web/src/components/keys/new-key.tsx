"use client";

import type { VersionFacts } from "@crossdock/adapters";
import { CreateKey } from "@crossdock/api/schemas";
import { defaultLimits, type Limits, lowerLimits } from "@crossdock/core";
import { Button } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../forms.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { FormDialog } from "../form-dialog.tsx";
import { LimitsFields } from "../limits-fields.tsx";
import { TextField } from "../text-field.tsx";
import { AddressesField, firstMessage } from "./addresses-field.tsx";
import { ExpiryField, inDays } from "./expiry-field.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";
import { ScopePicker } from "./scope-picker.tsx";
import { VersionField } from "./version-field.tsx";

type Props = {
  /** Who owns the key; the shop itself where it is left out. */
  partnerId?: string;
  versions: readonly VersionFacts[];
  appUrl: string;
};

/** Makes a key and shows it, once. */
export function NewKey({ partnerId, versions, appUrl }: Props) {
  const trpc = useTRPC();
  // Asked for before the form opens: it starts with limits that its owner can have.
  const { data: grantable } = useQuery(trpc.keys.scopes.queryOptions({ partnerId }));
  const [step, setStep] = useState<"closed" | "form" | { key: string }>("closed");
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setStep("form")}>
        New key
      </Button>
      {step === "form" && (
        <KeyForm
          partnerId={partnerId}
          limits={grantable ? lowerLimits(defaultLimits, grantable.limits) : defaultLimits}
          versions={versions}
          onClose={() => setStep("closed")}
          onMade={(key) => setStep({ key })}
        />
      )}
      {typeof step === "object" && (
        <NewKeyDialog apiKey={step.key} appUrl={appUrl} onClose={() => setStep("closed")} />
      )}
    </>
  );
}

type FormProps = {
  partnerId: string | undefined;
  limits: Limits;
  versions: readonly VersionFacts[];
  onClose(): void;
  onMade(key: string): void;
};

function KeyForm({ partnerId, limits, versions, onClose, onMade }: FormProps) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const form = useForm({
    resolver: zodResolver(CreateKey, inWords),
    defaultValues: {
      ...{ name: "", partnerId, scopes: [], apiVersion: null },
      ...{ limits, allowedAddresses: [], expiresAt: inDays(365) },
    },
  });
  const create = useMutation(
    trpc.keys.create.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async ({ key }) => {
        onMade(key);
        await refresh();
      },
    }),
  );
  return (
    <FormDialog
      title="New API key"
      description={
        partnerId
          ? "It sees the partner's own orders, customers and events."
          : "A key of the shop itself: it sees everything that its scopes allow."
      }
      submit="Make key"
      pending={create.isPending}
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" hint="Where it will be used" />
      <Controller
        control={form.control}
        name="scopes"
        render={({ field, fieldState }) => (
          <ScopePicker
            partnerId={partnerId}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="apiVersion"
        render={({ field, fieldState }) => (
          <VersionField
            versions={versions}
            value={field.value ?? null}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="expiresAt"
        render={({ field, fieldState }) => (
          <ExpiryField
            initial="365"
            value={field.value ?? null}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="allowedAddresses"
        render={({ field, fieldState }) => (
          <AddressesField
            value={field.value ?? []}
            onChange={field.onChange}
            error={firstMessage(fieldState.error)}
          />
        )}
      />
      <LimitsFields form={form} name="limits" />
    </FormDialog>
  );
}
