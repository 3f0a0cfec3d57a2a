"use client";

import { ShipOrder } from "@crossdock/api/schemas";
import { useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { QuantityFields, usePieces } from "../../../../components/quantity-fields.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Order } from "./order-detail.tsx";

const Tracking = ShipOrder.pick({ carrier: true, trackingNumber: true, trackingUrl: true });

/** What goes into a parcel: all that is left, unless somebody says less. */
export function ShipDialog({ order, onClose }: { order: Order; onClose(): void }) {
  const { number } = order;
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const pieces = usePieces(leftOf(order), "all");
  const form = useForm({ resolver: zodResolver(Tracking, inWords) });
  const showProblem = useShowProblem(form.setError);
  const ship = useMutation(
    trpc.fulfillments.create.mutationOptions({
      onError: (error) => {
        showProblem(error);
        // Somebody may have shipped a part of it meanwhile: the fields then say what is left.
        return refresh();
      },
      onSuccess: async () => {
        await refresh();
        toast.ok(`${pieces.isAll ? "Order" : "A part of order"} #${number} is shipped`);
        onClose();
      },
    }),
  );
  const submit = form.handleSubmit((tracking) => {
    const lines = pieces.read();
    if (lines.length > 0) ship.mutate({ orderId: order.id, ...tracking, lines });
  });
  return (
    <FormDialog
      title={`Ship order #${number}`}
      description="Takes what is in the parcel off the shelf and tells the buyer by e-mail."
      submit={wordsOf(order, pieces.isAll)}
      pending={ship.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <QuantityFields pieces={pieces} legend="In the parcel" />
      <TextField form={form} name="carrier" label="Carrier" optional />
      <TextField form={form} name="trackingNumber" label="Tracking number" mono optional />
      <TextField form={form} name="trackingUrl" label="Tracking link" type="url" optional />
    </FormDialog>
  );
}

function leftOf({ lines }: Order) {
  return lines
    .map(({ id, title, sku, quantity, fulfilledQuantity }) => ({
      ...{ id, title, detail: sku, max: quantity - fulfilledQuantity },
    }))
    .filter(({ max }) => max > 0);
}

function wordsOf({ fulfillmentStatus }: Order, isAll: boolean): string {
  if (!isAll) return "Ship this parcel";
  return fulfillmentStatus === "unfulfilled" ? "Ship the whole order" : "Ship the rest";
}
