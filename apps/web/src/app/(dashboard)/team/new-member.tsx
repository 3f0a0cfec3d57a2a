"use client";

import { CreateUser } from "@crossdock/api/schemas";
import { Button, CodeBlock, Dialog } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { RoleField } from "./role-field.tsx";

type Added = Outputs["users"]["create"];

/** Adds a member and shows the link that signs them in, once. */
export function NewMember() {
  const [step, setStep] = useState<"closed" | "form" | Added>("closed");
  const close = () => setStep("closed");
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setStep("form")}>
        New member
      </Button>
      {step === "form" && <MemberForm onClose={close} onAdded={setStep} />}
      {typeof step === "object" && (
        <Dialog
          open
          onOpenChange={close}
          title={`${step.name} is on the team`}
          description="Send this link. It signs them in once, within the hour, and there they choose a password."
          actions={
            <Button variant="primary" onClick={close}>
              Done
            </Button>
          }
        >
          <CodeBlock label="Sign-in link" code={step.loginLink} />
        </Dialog>
      )}
    </>
  );
}

function MemberForm({ onClose, onAdded }: { onClose(): void; onAdded(member: Added): void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const form = useForm<z.input<typeof CreateUser>>({
    resolver: zodResolver(CreateUser, inWords),
    defaultValues: { email: "", name: "", role: "operations" },
  });
  const create = useMutation(
    trpc.users.create.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async (member) => {
        onAdded(member);
        await refresh();
      },
    }),
  );
  return (
    <FormDialog
      title="New member"
      submit="Add member"
      pending={create.isPending}
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" />
      <TextField form={form} name="email" label="E-mail" type="email" />
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => <RoleField value={field.value} onChange={field.onChange} />}
      />
    </FormDialog>
  );
}
