"use client";

import { RemoveDemo } from "@crossdock/api/schemas";
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

/** Ends the demo. */
export function StartShop() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Remove demo data and start my shop</Button>
      {open && <StartDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function StartDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const refresh = useRefresh();
  const form = useForm({
    resolver: zodResolver(RemoveDemo, inWords),
    defaultValues: { name: "", currency: "EUR" },
  });
  const remove = useMutation(
    trpc.shop.removeDemo.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async ({ name }) => {
        await refresh();
        // The rail's shop name comes from the layout.
        router.refresh();
        toast.ok(`${name} is open`);
        onClose();
      },
    }),
  );
  return (
    <FormDialog
      title="Remove demo data and start my shop"
      description="Deletes the demo's products, customers, orders and inquiries. What you made yourself stays, with your partners, keys and team. This cannot be undone."
      submit="Remove and start"
      pending={remove.isPending}
      onSubmit={form.handleSubmit((values) => remove.mutate(values))}
      onClose={onClose}
    >
      <TextField form={form} name="name" label="Name of your shop" />
      <TextField
        form={form}
        name="currency"
        label="Currency"
        hint="Of your prices, by its ISO 4217 code such as EUR"
        mono
      />
    </FormDialog>
  );
}
