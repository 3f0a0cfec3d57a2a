import type { PaymentState } from "@crossdock/connectors";
import type { z } from "zod";
import type { OrderPaymentStatus } from "../orders/schema.ts";
import type { PaymentStatus } from "./schema.ts";

type Fact = { type: string; status: string; amount: bigint };
type Sums = { authorized: number; voided: number; captured: number; refunded: number };

/** What the ledger adds up to, in minor units; only what succeeded counts. */
export function sumLedger(facts: Fact[]): Sums {
  const sum = (...types: string[]) =>
    facts
      .filter(({ type, status }) => status === "succeeded" && types.includes(type))
      .reduce((total, { amount }) => total + Number(amount), 0);
  return {
    authorized: sum("authorization"),
    voided: sum("void"),
    captured: sum("capture"),
    refunded: Math.max(0, sum("refund", "chargeback") - sum("chargeback_reversal")),
  };
}

/** What the provider says of itself beside the money: a word of money is the ledger's to say. */
export type ProviderState = Exclude<PaymentState, "authorized" | "captured">;

/**
 * The provider's state after another word of it. Events may come in any order, so their words count
 * only forward; where it was asked (`isCurrent`) it may go back to an earlier state, but never from an
 * end.
 */
export function nextState(
  now: ProviderState,
  told: PaymentState,
  isCurrent: boolean,
): ProviderState {
  if (told === "authorized" || told === "captured") return now;
  if (ranks[told] > ranks[now]) return told;
  return isCurrent && !ended.has(now) ? told : now;
}

const ranks: Record<ProviderState, number> = {
  created: 0,
  requires_action: 1,
  approved: 2,
  processing: 3,
  failed: 4,
  expired: 5,
  canceled: 6,
};

/** Money decides; where none has moved our own end counts, then the provider's word. */
export function paymentStatus(
  amount: bigint,
  { authorized, voided, captured, refunded }: Sums,
  { state, isClosed }: { state: ProviderState; isClosed: boolean },
): PaymentStatus {
  if (captured > 0 && refunded >= captured) return "refunded";
  if (captured > 0 && refunded > 0) return "partially_refunded";
  if (captured > 0) return captured < amount ? "partially_captured" : "captured";
  if (authorized > voided && !over.has(state)) return "authorized";
  if (isClosed) return "canceled";
  // The buyer has agreed, and the money is on its way.
  return state === "approved" ? "processing" : state;
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
  if (captured - refunded > total) return "overpaid";
  if (refunded > 0 && captured > 0) return "partially_refunded";
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
