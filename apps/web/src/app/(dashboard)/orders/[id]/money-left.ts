import type { Payment } from "./order-payments.tsx";
import type { Refund } from "./refund-dialog.tsx";

/** What of the payment was neither given back nor is on its way to the buyer, in minor units. */
export function moneyLeft(payment: Payment, refunds: Refund[]): number {
  const onItsWay = refunds
    .filter(({ paymentId, status }) => paymentId === payment.id && underWay.has(status))
    .reduce((sum, { amount }) => sum + amount.amount, 0);
  return payment.amountCaptured.amount - payment.amountRefunded.amount - onItsWay;
}

const underWay: ReadonlySet<Refund["status"]> = new Set(["pending", "requires_action"]);
