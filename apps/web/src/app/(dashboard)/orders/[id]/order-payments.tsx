"use client";

import { CopyId, Notice } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { Money } from "../../../../components/money.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { words } from "../../../../words.ts";
import { moneyLeft } from "./money-left.ts";
import type { Order } from "./order-detail.tsx";
import { PaymentLedger } from "./payment-ledger.tsx";
import { PaymentReview } from "./payment-review.tsx";
import { PaymentSteps } from "./payment-steps.tsx";

export type Payment = Outputs["payments"]["list"]["data"][number];

/** The attempts to be paid, and what became of the money. */
export function OrderPayments({ order, mayWrite }: { order: Order; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: payments } = useQuery(
    trpc.payments.list.queryOptions({ orderId: order.id, limit: 100 }),
  );
  if (!payments || payments.data.length === 0) return null;
  return (
    <DetailSection title="Payments">
      {order.status === "canceled" && (
        <MoneyOfCanceled orderId={order.id} payments={payments.data.filter(hasMoney)} />
      )}
      <ul className="border-t border-line-strong text-table">
        {payments.data.toReversed().map((payment) => (
          <li key={payment.id} className="flex flex-col gap-1.5 border-b border-line py-1.5">
            <Head payment={payment} />
            <PaymentReview id={payment.id} mayWrite={mayWrite} />
            {payment.failure && (
              <p className="text-ink-2">The last attempt failed: {payment.failure.message}</p>
            )}
            <PaymentLedger id={payment.id} />
            {mayWrite && <PaymentSteps order={order} payment={payment} />}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

/** Whether what was paid goes back by itself: what came late, or was there before the canceling. */
function MoneyOfCanceled({ orderId, payments }: { orderId: string; payments: Payment[] }) {
  const trpc = useTRPC();
  const { data: refunds } = useQuery(trpc.refunds.list.queryOptions({ orderId, limit: 100 }));
  if (!refunds || payments.length === 0) return null;
  const isOnItsWay = payments.every((payment) => moneyLeft(payment, refunds.data) <= 0);
  return (
    <div className="pb-2">
      <Notice tone={isOnItsWay ? "info" : "warn"}>
        {isOnItsWay
          ? "This order is canceled. Its money is being given back: see the refunds."
          : "This order is canceled, but its money is not on its way back to the buyer. Refund it."}
      </Notice>
    </div>
  );
}

function Head({ payment }: { payment: Payment }) {
  const { id, provider, status, amount, action } = payment;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <span className="w-16 font-semibold">{words(provider)}</span>
      <State value={status} />
      <CopyId id={id} short />
      {action?.type === "redirect" && (
        <a href={action.url} className="link">
          Buyer's payment page
        </a>
      )}
      <span className="ml-auto">
        <Money {...amount} />
      </span>
    </div>
  );
}

function hasMoney({ amountCaptured, amountRefunded }: Payment): boolean {
  return amountCaptured.amount > amountRefunded.amount;
}
