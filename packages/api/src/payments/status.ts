import type { PaymentState } from "@crossdock/connectors";
import type { z } from "zod";
import type { OrderPaymentStatus } from "../orders/schema.ts";
import type { PaymentStatus } from "./schema.ts";

type Fact = { type: string; status: string; amount: bigint };
type Sums = { authorized: number; captured: number; refunded: number };

/** What the ledger adds up to, in minor units; only what succeeded counts. */
export function sumLedger(facts: Fact[]): Sums {
  const sum = (...types: string[]) =>
    facts
      .filter(({ type, status }) => status === "succeeded" && types.includes(type))
      .reduce((total, { amount }) => total + Number(amount), 0);
  return {
    authorized: Math.max(0, sum("authorization") - sum("void")),
    captured: sum("capture"),
    refunded: sum("refund", "chargeback") - sum("chargeback_reversal"),
  };
}

/** Money decides; only where none has moved does the provider's own word for it count. */
export function paymentStatus(
  payment: { amount: bigint; status: PaymentStatus },
  { authorized, captured, refunded }: Sums,
  told: PaymentState,
): PaymentStatus {
  // The buyer has agreed, and the money is on its way.
  const state = told === "approved" ? "processing" : told;
  if (captured > 0 && refunded >= captured) return "refunded";
  if (captured > 0 && refunded > 0) return "partially_refunded";
  if (captured > 0) return captured < payment.amount ? "partially_captured" : "captured";
  if (authorized > 0 && !over.has(state)) return "authorized";
  if (state === "captured" || state === "authorized") return payment.status;
  // What has ended stays so: a late "processing" or "created" must not open it again.
  return ended.has(payment.status) && !ended.has(state) ? payment.status : state;
}

type Paid = {
  status: string;
  amountAuthorized: bigint;
  amountCaptured: bigint;
  amountRefunded: bigint;
};

/** What stands behind a payment, captured or still held, in minor units. */
export function securedBy(payment: Paid): number {
  const held = over.has(payment.status) ? 0n : payment.amountAuthorized;
  return Math.max(Number(payment.amountCaptured), Number(held));
}

/** How an order of this total stands, from all of its payments. */
export function orderPaymentStatus(
  total: number,
  payments: Paid[],
): z.infer<typeof OrderPaymentStatus> {
  const sum = (of: (payment: Paid) => bigint) =>
    payments.reduce((all, p) => all + Number(of(p)), 0);
  const captured = sum((payment) => payment.amountCaptured);
  const refunded = sum((payment) => payment.amountRefunded);
  if (captured > 0 && refunded >= captured) return "refunded";
  if (refunded > 0) return "partially_refunded";
  if (captured > total) return "overpaid";
  if (captured === total) return "paid";
  if (captured > 0) return "partially_paid";
  if (payments.some(({ status }) => status === "authorized")) return "authorized";
  if (payments.some(({ status }) => status === "processing")) return "pending";
  const allOver = payments.every(({ status }) => over.has(status));
  return allOver && payments.some(({ amountAuthorized }) => amountAuthorized > 0)
    ? "voided"
    : "unpaid";
}

const over: ReadonlySet<string> = new Set(["canceled", "expired"]);
const ended: ReadonlySet<string> = new Set([...over, "failed"]);
