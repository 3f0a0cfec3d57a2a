"use client";

import { InviteDeveloper as Input } from "@crossdock/api/schemas";
import { Button, CodeBlock, Dialog } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";

type Invited = { name: string; email: string; loginLink: string };

/** Invites somebody of the partner and shows the link besides, where no mail server would send it. */
export function InviteDeveloper({ partnerId }: { partnerId: string }) {
  const [step, setStep] = useState<"closed" | "form" | Invited>("closed");
  const close = () => setStep("closed");
  return (
    <>
      <Button size="sm" onClick={() => setStep("form")}>
        Invite a developer
      </Button>
      {step === "form" && (
        <InviteDialog partnerId={partnerId} onClose={close} onInvited={setStep} />
      )}
      {typeof step === "object" && <InvitationDialog invited={step} onClose={close} />}
    </>
  );
}

type Props = { partnerId: string; onClose(): void; onInvited(invited: Invited): void };

function InviteDialog({ partnerId, onClose, onInvited }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const form = useForm({
    resolver: zodResolver(Input, inWords),
    defaultValues: { partnerId, email: "", name: "" },
  });
  const invite = useMutation(
    trpc.developers.invite.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async (invited) => {
        onInvited(invited);
        await refresh();
      },
    }),
  );
  return (
    <FormDialog
      title="Invite a developer"
      description="They sign in to the portal alone: they make the partner's keys and see its calls, and nothing of the shop."
      submit="Invite"
      pending={invite.isPending}
      onSubmit={form.handleSubmit((values) => invite.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" />
      <TextField form={form} name="email" label="E-mail" type="email" />
    </FormDialog>
  );
}

/** The link of an invitation, once. */
export function InvitationDialog({ invited, onClose }: { invited: Invited; onClose(): void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${invited.name} is invited`}
      description={`${invited.email} gets this link by e-mail. You can also hand it on yourself: it works once, within seven days.`}
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <CodeBlock label="Sign-in link" code={invited.loginLink} />
    </Dialog>
  );
}
