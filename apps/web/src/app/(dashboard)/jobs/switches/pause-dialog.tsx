"use client";

import { SetPause } from "@crossdock/api/schemas";
import { useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";

const fields = SetPause.pick({ reason: true });

type Props = {
  part: "worker" | "outgoing" | "writes";
  title: string;
  does: string;
  onClose(): void;
};

export function PauseDialog({ part, title, does, onClose }: Props) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const form = useForm({ resolver: zodResolver(fields, inWords), defaultValues: { reason: "" } });
  const set = useMutation(
    trpc.pauses.set.mutationOptions({
      onError: useShowProblem(form.setError),
      async onSuccess() {
        onClose();
        toast.ok(`${title}: paused`);
        await refresh();
      },
    }),
  );
  return (
    <FormDialog
      title={`Pause: ${title}?`}
      description={does}
      submit="Pause"
      danger
      pending={set.isPending}
      onSubmit={form.handleSubmit(({ reason }) => set.mutate({ part, reason }))}
      onClose={onClose}
    >
      <TextField form={form} name="reason" label="Reason" hint="The team sees it on every page" />
    </FormDialog>
  );
}
