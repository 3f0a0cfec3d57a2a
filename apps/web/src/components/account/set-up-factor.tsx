"use client";

import { Code } from "@crossdock/api/schemas";
import { CopyId } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../forms.ts";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { FormDialog } from "../form-dialog.tsx";
import { TextField } from "../text-field.tsx";
import { QrCode } from "./qr-code.tsx";

type Props = {
  proposed: Outputs["me"]["startSecondFactor"];
  onDone(recoveryCodes: string[]): void;
  onClose(): void;
};

/** The secret for the app, and the first code as a proof that it is there. */
export function SetUpFactor({ proposed, onDone, onClose }: Props) {
  const trpc = useTRPC();
  const form = useForm({ resolver: zodResolver(Code, inWords), defaultValues: { code: "" } });
  const confirm = useMutation(
    trpc.me.confirmSecondFactor.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    }),
  );
  return (
    <FormDialog
      title="Turn the second factor on"
      description="Scan this with an authenticator app, or type the key into it. Then enter the code that it shows."
      submit="Turn on"
      pending={confirm.isPending}
      onSubmit={form.handleSubmit((values) => confirm.mutate(values))}
      onClose={onClose}
    >
      <div className="flex flex-wrap items-center gap-5">
        <QrCode text={proposed.uri} label="QR code for the authenticator app" />
        <div className="flex min-w-0 flex-1 basis-52 flex-col gap-3">
          <div>
            <p className="text-table font-semibold">Key</p>
            <CopyId id={proposed.secret} />
          </div>
          <TextField form={form} name="code" label="Code" mono autoComplete="one-time-code" />
        </div>
      </div>
    </FormDialog>
  );
}
