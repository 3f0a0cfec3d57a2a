"use client";

import { DisableConnector } from "@crossdock/api/schemas";
import { Button, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";
import type { Connector } from "./connector-detail.tsx";

/** Takes a connector out of use with a reason, and puts it back with one press. */
export function SwitchButton({ connector: { id, name, off } }: { connector: Connector }) {
  const [asking, setAsking] = useState(false);
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const enable = useMutation(
    trpc.connectors.enable.mutationOptions({
      async onSuccess() {
        toast.ok(`${name} is on`);
        await refresh();
      },
      onError: useShowFailure(),
    }),
  );
  return (
    <>
      {off === null ? (
        <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
          Switch off
        </Button>
      ) : (
        <Button size="sm" pending={enable.isPending} onClick={() => enable.mutate({ id })}>
          Switch on
        </Button>
      )}
      {asking && <ReasonDialog id={id} name={name} onClose={() => setAsking(false)} />}
    </>
  );
}

const fields = DisableConnector.pick({ reason: true });

function ReasonDialog({ id, name, onClose }: { id: string; name: string; onClose(): void }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const form = useForm({ resolver: zodResolver(fields, inWords), defaultValues: { reason: "" } });
  const disable = useMutation(
    trpc.connectors.disable.mutationOptions({
      onError: useShowProblem(form.setError),
      async onSuccess() {
        onClose();
        toast.ok(`${name} is off`);
        await refresh();
      },
    }),
  );
  return (
    <FormDialog
      title={`Switch ${name} off?`}
      description="Within a second nothing new is begun with it. What was begun before goes on, and its webhooks are still heard."
      submit="Switch off"
      danger
      pending={disable.isPending}
      onSubmit={form.handleSubmit(({ reason }) => disable.mutate({ id, reason }))}
      onClose={onClose}
    >
      <TextField form={form} name="reason" label="Reason" hint="Whoever it refuses is told it" />
    </FormDialog>
  );
}
