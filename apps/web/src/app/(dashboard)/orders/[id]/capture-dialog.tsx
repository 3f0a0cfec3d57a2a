"use client";

import { formatMoney, fromDecimal, type Money, toDecimal } from "@crossdock/core";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Payment } from "./order-payments.tsx";

type Props = { payment: Payment; held: Money; onClose(): void };

/** Takes held money: all of it, or less. What is not taken is let go of. */
export function CaptureDialog({ payment, held, onClose }: Props) {
  const trpc = useTRPC();
  const form = useForm({
    resolver: zodResolver(z.object({ amount: amountUpTo(held) }), inWords),
    defaultValues: { amount: toDecimal(held.amount, held.currency) },
  });
  const capture = useMutation(
    trpc.payments.capture.mutationOptions(
      useDialogStep(form.setError, {
        said: ({ status }) =>
          status === "authorized" ? "The provider has not answered yet" : "The money is captured",
        onClose,
      }),
    ),
  );
  return (
    <FormDialog
      title="Capture held money"
      description={`${formatMoney(held)} are held. What you do not take goes back to the buyer.`}
      submit="Capture"
      pending={capture.isPending}
      onSubmit={form.handleSubmit(({ amount }) =>
        capture.mutate({ id: payment.id, amount: { amount, currency: held.currency } }),
      )}
      onClose={onClose}
    >
      <TextField form={form} name="amount" label={`Amount in ${held.currency}`} mono />
    </FormDialog>
  );
}

/** A decimal text as minor units, more than nothing and at most this much. */
export function amountUpTo(max: Money) {
  return z.string().transform((text, ctx) => {
    const amount = fromDecimal(text, max.currency);
    if (amount !== null && amount > 0 && amount <= max.amount) return amount;
    const most = toDecimal(max.amount, max.currency);
    ctx.addIssue({ code: "custom", message: `Enter an amount up to ${most}.` });
    return z.NEVER;
  });
}
