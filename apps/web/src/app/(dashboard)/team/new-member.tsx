"use client";

import { CreateUser } from "@crossdock/api/schemas";
import { Button } from "@crossdock/ui";
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
import { Invited } from "./invited.tsx";
import { RoleField } from "./role-field.tsx";

type Added = Outputs["users"]["create"];

/** Invites a member, an owner too where the reader is one, and shows the link that signs them in, once. */
export function NewMember({ owners }: { owners: boolean }) {
  const [step, setStep] = useState<"closed" | "form" | Added>("closed");
  const close = () => setStep("closed");
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setStep("form")}>
        Invite a member
      </Button>
      {step === "form" && <MemberForm owners={owners} onClose={close} onAdded={setStep} />}
      {typeof step === "object" && <Invited member={step} onClose={close} />}
    </>
  );
}

type Props = { owners: boolean; onClose(): void; onAdded(member: Added): void };

function MemberForm({ owners, onClose, onAdded }: Props) {
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
      title="Invite a member"
      submit="Invite"
      pending={create.isPending}
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" />
      <TextField form={form} name="email" label="E-mail" type="email" />
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <RoleField value={field.value} onChange={field.onChange} owners={owners} />
        )}
      />
    </FormDialog>
  );
}
