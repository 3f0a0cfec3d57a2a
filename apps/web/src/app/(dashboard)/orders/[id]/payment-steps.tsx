"use client";

import { Button } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { Unavailable } from "../../../../components/unavailable.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { CaptureDialog } from "./capture-dialog.tsx";
import { moneyLeft } from "./money-left.ts";
import type { Order } from "./order-detail.tsx";
import { isUndecided } from "./order-disputes.tsx";
import type { Payment } from "./order-payments.tsx";
import { RefundDialog } from "./refund-dialog.tsx";

type Props = { order: Order; payment: Payment };

/** What can be done with the money now: take what is held, let go of it, or give it back. */
export function PaymentSteps({ order, payment }: Props) {
  const trpc = useTRPC();
  const [open, setOpen] = useState<"capture" | "refund" | null>(null);
  const orderId = order.id;
  const { data: refunds } = useQuery(trpc.refunds.list.queryOptions({ orderId, limit: 100 }));
  const { data: disputes } = useQuery(trpc.disputes.list.queryOptions({ orderId, limit: 100 }));
  if (!refunds || !disputes) return null;
  const close = () => setOpen(null);
  const { currency } = payment.amount;
  const captured = payment.amountCaptured.amount;
  const isHeld = payment.status === "authorized" || payment.status === "partially_captured";
  const held = isHeld ? payment.amountAuthorized.amount - captured : 0;
  const left = moneyLeft(payment, refunds.data);
  const blocking = disputes.data.filter(
    ({ paymentId, refundable }) => paymentId === payment.id && !refundable,
  );
  const isUnderDispute = blocking.some(isUndecided);
  if (held <= 0 && left <= 0 && !isUnderDispute) return null;
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      {held > 0 && (
        <Button size="sm" onClick={() => setOpen("capture")}>
          Capture
        </Button>
      )}
      {held > 0 && captured === 0 && <VoidButton id={payment.id} />}
      {left > 0 && blocking.length === 0 && (
        <Button size="sm" onClick={() => setOpen("refund")}>
          Refund
        </Button>
      )}
      {isUnderDispute && <Unavailable verb="Refund" why="Disputed, so the bank decides:" />}
      {left > 0 && blocking.length > 0 && !isUnderDispute && (
        <Unavailable verb="Refund" why="After a dispute the provider refunds nothing:" />
      )}
      {open === "capture" && (
        <CaptureDialog payment={payment} held={{ amount: held, currency }} onClose={close} />
      )}
      {open === "refund" && (
        <RefundDialog
          order={order}
          paymentId={payment.id}
          left={{ amount: left, currency }}
          refunds={refunds.data}
          onClose={close}
        />
      )}
    </div>
  );
}

function VoidButton({ id }: { id: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const release = useMutation(trpc.payments.void.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Void"
      title="Let go of the held money?"
      consequence="The buyer's bank frees it, and it can be captured no more. This cannot be undone."
      run={() => release.mutateAsync({ id }).then(refresh)}
      done="The money is let go of"
    />
  );
}
