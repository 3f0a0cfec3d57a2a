import type { Prisma } from "@crossdock/db";
import type { z } from "zod";
import type { Transport } from "../procedure/transports.ts";
import type { Payment, PaymentAction, PaymentLedger, PaymentProvider } from "./schema.ts";

export type PaymentRow = Prisma.PaymentGetPayload<object>;

/** A payment as every transport shows it. */
export function toPayment(row: PaymentRow): Payment {
  const money = (amount: bigint) => ({ amount: Number(amount), currency: row.currency });
  return {
    id: row.id,
    orderId: row.orderId,
    provider: row.provider as PaymentProvider,
    status: row.status,
    amount: money(row.amount),
    amountAuthorized: money(row.amountAuthorized),
    amountCaptured: money(row.amountCaptured),
    amountRefunded: money(row.amountRefunded),
    capture: row.capture === "manual" ? "manual" : "automatic",
    requiresReview: row.reviewReasons.length > 0,
    action: actionOf(row),
    failure: row.failureCode
      ? { code: row.failureCode, message: row.failureMessage ?? "The payment failed." }
      : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The ledger of a payment, oldest first. */
export function toLedger(
  row: Prisma.PaymentGetPayload<{ include: { transactions: true; reviews: true } }>,
): z.input<typeof PaymentLedger> {
  return {
    data: row.transactions.map(({ id, type, status, amount, providerRef, source, occurredAt }) => ({
      ...{ id, type, status, providerRef, source: source as Transport },
      amount: { amount: Number(amount), currency: row.currency },
      occurredAt: occurredAt.toISOString(),
    })),
    reviews: row.reviews.map(({ key, reason, detail, foundAt, settledAt, settledBy, note }) => ({
      ...{ key, reason, detail, settledBy, note },
      foundAt: foundAt.toISOString(),
      settledAt: settledAt?.toISOString() ?? null,
    })),
  };
}

/** What the buyer still has to do: nothing once the payment is over. */
export function actionOf(row: Pick<PaymentRow, "status" | "action">): PaymentAction {
  const open = row.status === "created" || row.status === "requires_action";
  return open ? (row.action as PaymentAction) : null;
}
