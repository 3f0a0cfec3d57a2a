"use client";

import { CreatePartner } from "@crossdock/api/schemas";
import { Button, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../forms.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";

export function NewPartner() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
        New partner
      </Button>
      {open && <NewPartnerDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function NewPartnerDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const refresh = useRefresh();
  const form = useForm({ resolver: zodResolver(CreatePartner, inWords) });
  const create = useMutation(
    trpc.partners.create.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async (partner) => {
        await refresh();
        toast.ok(`${partner.name} is added`);
        router.push(`/partners/${partner.id}`);
      },
    }),
  );
  return (
    <FormDialog
      title="New partner"
      description="A business whose systems call your API. You give it a key next."
      submit="Add partner"
      pending={create.isPending}
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name" />
      <TextField form={form} name="contactName" label="Contact" optional />
      <TextField form={form} name="contactEmail" label="Contact's e-mail" type="email" optional />
    </FormDialog>
  );
}
