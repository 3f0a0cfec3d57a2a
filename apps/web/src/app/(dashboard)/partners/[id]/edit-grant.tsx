"use client";

import { UpdatePartner } from "@crossdock/api/schemas";
import { Button, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { ScopePicker } from "../../../../components/keys/scope-picker.tsx";
import { LimitsFields } from "../../../../components/limits-fields.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";

type Partner = Outputs["partners"]["get"];

/** What the partner's keys and clients may hold at most. */
export function EditGrant({ partner }: { partner: Partner }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Change the grant
      </Button>
      {open && <GrantDialog partner={partner} onClose={() => setOpen(false)} />}
    </>
  );
}

const fields = UpdatePartner.pick({ scopes: true, limits: true });

function GrantDialog({ partner, onClose }: { partner: Partner; onClose(): void }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const { id, name, scopes, limits } = partner;
  const form = useForm({
    resolver: zodResolver(fields, inWords),
    defaultValues: { scopes, limits },
  });
  const update = useMutation(
    trpc.partners.update.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async (saved) => {
        await refresh();
        toast.ok(`${saved.name} is saved`, "It counts for all its keys at once.");
        onClose();
      },
    }),
  );
  return (
    <FormDialog
      title={`What ${name} may do`}
      description="Its keys and clients hold this at most. What you take away, they lose within a second."
      submit="Save"
      pending={update.isPending}
      onSubmit={form.handleSubmit((values) => update.mutate({ id, ...values }))}
      onClose={onClose}
    >
      <Controller
        control={form.control}
        name="scopes"
        render={({ field, fieldState }) => (
          <ScopePicker
            value={field.value ?? []}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <LimitsFields form={form} name="limits" />
    </FormDialog>
  );
}
