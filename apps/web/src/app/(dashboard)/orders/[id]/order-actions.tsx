"use client";

import { useMutation } from "@tanstack/react-query";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { Money } from "../../../../components/money.tsx";
import { Unavailable } from "../../../../components/unavailable.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Order } from "./order-detail.tsx";
import { whyNotShip } from "./order-money.ts";
import { ShipButton } from "./ship-button.tsx";

type Props = {
  order: Order;
  /** How it stands with its money. */
  money: string;
  permissions: readonly string[];
};

/** The steps that the reader's role allows; those that the state does not say why. */
export function OrderActions({ order, money, permissions }: Props) {
  const open = order.payments.find(
    ({ provider, status }) => provider === "manual" && status === "created",
  );
  const mayWrite = permissions.includes("orders:write");
  const isOpen = order.status === "pending" || order.status === "confirmed";
  const isPaidByHand = order.payments.some(
    ({ provider, status }) => provider === "manual" && byHand.has(status),
  );
  const isOut = order.fulfillmentStatus !== "unfulfilled";
  const kept = isOut ? "Shipped in part:" : isPaidByHand && "Refund it first:";
  const noShipping = whyNotShip(money);
  const isToShip = order.status === "confirmed" && order.fulfillmentStatus !== "fulfilled";
  return (
    <>
      {open && permissions.includes("payments:write") && (
        <MarkPaid order={order} paymentId={open.id} />
      )}
      {mayWrite && order.status === "pending" && <Unavailable verb="Ship" why="Once it is paid:" />}
      {mayWrite && isToShip && !noShipping && <ShipButton order={order} />}
      {mayWrite && isToShip && noShipping && <Unavailable verb="Ship" why={noShipping} />}
      {mayWrite && isOpen && !kept && <CancelOrder order={order} />}
      {mayWrite && isOpen && kept && <Unavailable verb="Cancel order" why={kept} />}
    </>
  );
}

const byHand: ReadonlySet<string> = new Set(["captured", "partially_refunded"]);

function MarkPaid({ order, paymentId }: { order: Order; paymentId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const markPaid = useMutation(trpc.payments.markPaid.mutationOptions());
  return (
    <ConfirmButton
      verb="Mark paid"
      title={`Mark order #${order.number} paid?`}
      consequence={
        <>
          Notes that <Money {...order.total} /> came in outside Crossdock. The order is confirmed
          and {order.email} gets an e-mail. This cannot be undone.
        </>
      }
      run={() => markPaid.mutateAsync({ id: paymentId }).then(refresh)}
      done={`Order #${order.number} is paid`}
    />
  );
}

function CancelOrder({ order }: { order: Order }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const cancel = useMutation(trpc.orders.cancel.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Cancel order"
      title={`Cancel order #${order.number}?`}
      consequence="Its stock goes back on sale, its payment page is closed, and what was paid is given back. This cannot be undone."
      run={() => cancel.mutateAsync({ id: order.id }).then(refresh)}
      done={`Order #${order.number} is canceled`}
    />
  );
}
