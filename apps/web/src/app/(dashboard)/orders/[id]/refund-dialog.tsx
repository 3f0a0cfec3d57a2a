"use client";

import { formatMoney, type Money } from "@crossdock/core";
import { Field, Input, Select, type SelectOption, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { QuantityFields, usePieces } from "../../../../components/quantity-fields.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";
import { amountUpTo } from "./capture-dialog.tsx";
import type { Order } from "./order-detail.tsx";
import { refundableLines } from "./refundable-lines.tsx";

export type Refund = Outputs["refunds"]["list"]["data"][number];

type Props = {
  order: Order;
  paymentId: string;
  /** What can still be given back of the payment. */
  left: Money;
  refunds: Refund[];
  onClose(): void;
};

type What = "all" | "amount" | "lines";

/** Gives money back: all that is left, an amount, or lines of the order. */
export function RefundDialog({ order, paymentId, left, refunds, onClose }: Props) {
  const [what, setWhat] = useState<What>("all");
  const [amount, setAmount] = useState("");
  const [fault, setFault] = useState<string>();
  const [reason, setReason] = useState("");
  const [restocked, setRestocked] = useState<ReadonlySet<string>>(new Set());
  const pieces = usePieces(refundableLines(order, refunds, { restocked, setRestocked }), "none");
  const refund = useRefund(left.currency, onClose);
  const give = (part: object) =>
    refund.mutate({ orderId: order.id, paymentId, reason: reason.trim() || undefined, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (what === "all") return give({});
    if (what === "amount") {
      const parsed = amountUpTo(left).safeParse(amount);
      setFault(parsed.error?.issues[0]?.message);
      if (parsed.success) give({ amount: { amount: parsed.data, currency: left.currency } });
      return;
    }
    const lines = pieces.read().map((line) => ({ ...line, restock: restocked.has(line.lineId) }));
    if (lines.length > 0) give({ lines });
  };
  const options: SelectOption<What>[] = [
    { value: "all", label: `All that is left: ${formatMoney(left)}` },
    { value: "amount", label: "An amount" },
    ...(pieces.lines.length > 0 ? [{ value: "lines", label: "Lines of the order" } as const] : []),
  ];
  return (
    <FormDialog
      danger
      title={`Refund order #${order.number}`}
      description={`${formatMoney(left)} can be given back. This cannot be undone.`}
      submit="Refund"
      pending={refund.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field custom label="What to give back">
        <Select<What> options={options} value={what} onChange={setWhat} />
      </Field>
      {what === "amount" && (
        <Field label={`Amount in ${left.currency}`} error={fault}>
          <Input mono value={amount} onChange={(event) => setAmount(event.target.value)} />
        </Field>
      )}
      {what === "lines" && <QuantityFields pieces={pieces} legend="What the buyer is paid for" />}
      <Field label="Reason (optional)">
        <Input maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

/** Says what the provider has made of it: done, on its way, or refused and why. */
function useRefund(currency: string, onClose: () => void) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  return useMutation(
    trpc.refunds.create.mutationOptions({
      onError: useShowFailure(),
      onSuccess: async ({ status, amount, failureReason }) => {
        await refresh();
        const money = formatMoney({ amount: amount.amount, currency });
        if (status === "failed") {
          toast.bad("The provider refused the refund", failureReason ?? undefined);
        } else {
          toast.ok(
            status === "succeeded" ? `${money} is given back` : `${money} is on its way back`,
          );
        }
        onClose();
      },
    }),
  );
}
