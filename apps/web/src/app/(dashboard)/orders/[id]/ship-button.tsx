"use client";

import { ShipOrder } from "@crossdock/api/schemas";
import { Button, Dialog, Field, Input, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Order } from "./order-detail.tsx";

/** Ships the whole order, with the carrier's tracking where there is one. */
export function ShipButton({ order }: { order: Order }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
        Ship
      </Button>
      {open && <ShipDialog order={order} onClose={() => setOpen(false)} />}
    </>
  );
}

const tracking = ShipOrder.omit({ orderId: true });

function ShipDialog({ order, onClose }: { order: Order; onClose(): void }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const form = useForm({ resolver: zodResolver(tracking, inWords) });
  const { errors } = form.formState;
  const showProblem = useShowProblem(form.setError);
  const ship = useMutation(
    trpc.fulfillments.create.mutationOptions({
      onError: showProblem,
      onSuccess: async () => {
        await refresh();
        toast.ok(`Order #${order.number} is shipped`);
        onClose();
      },
    }),
  );
  const submit = form.handleSubmit((values) => ship.mutate({ orderId: order.id, ...values }));
  const optional = { setValueAs: (text: string) => text || undefined };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Ship order #${order.number}`}
      description="Takes the items off the shelf and completes the order. This cannot be undone."
      actions={
        <Button variant="primary" pending={ship.isPending} onClick={submit}>
          Ship the whole order
        </Button>
      }
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Carrier" error={errors.carrier?.message}>
          <Input {...form.register("carrier", optional)} />
        </Field>
        <Field label="Tracking number" error={errors.trackingNumber?.message}>
          <Input mono {...form.register("trackingNumber", optional)} />
        </Field>
        <Field label="Tracking link" error={errors.trackingUrl?.message}>
          <Input type="url" {...form.register("trackingUrl", optional)} />
        </Field>
      </form>
    </Dialog>
  );
}
