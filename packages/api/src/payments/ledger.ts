import type { PaymentFact, PaymentSnapshot } from "@crossdock/connectors";
import { AppError, newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { type OrderRow, orderParts } from "../orders/render.ts";
import { completeIfDone, lockOrder, moveOrder } from "../orders/transitions.ts";
import type { CommandContext } from "../procedure/context.ts";
import type { EventType } from "../procedure/events.ts";
import { type PaymentRow, toPayment } from "./render.ts";
import { orderPaymentStatus, paymentStatus, securedBy, sumLedger } from "./status.ts";

/**
 * Adds what a provider says to the payment's ledger and lets payment and order follow from it.
 * Facts may come in any order and any number of times: the same facts end in the same rows.
 * Locks are taken as everywhere: the order's row, then the payment's.
 * @throws AppError `conflict` where the money is not what was asked for
 */
export async function applySnapshot(
  ctx: CommandContext,
  paymentId: string,
  snapshot: PaymentSnapshot,
): Promise<PaymentRow> {
  const { orderId } = await ctx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
  const order = await lockOrder(ctx, { id: orderId });
  await ctx.db.$executeRaw`SELECT FROM payment WHERE id = ${paymentId} FOR UPDATE`;
  const payment = await ctx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
  requireSameMoney(payment, snapshot);
  await addFacts(ctx, payment, snapshot);
  const updated = await settlePayment(ctx, payment, snapshot);
  if (updated.status !== payment.status) tell(ctx, updated);
  await settleOrder(ctx, order, updated);
  const more = updated.amountCaptured > payment.amountCaptured;
  if (order.status === "canceled" && more) {
    ctx.emit("payment.unexpected", toPayment(updated), updated.partnerId);
  }
  return updated;
}

function requireSameMoney(payment: PaymentRow, snapshot: PaymentSnapshot): void {
  const { currency, facts } = snapshot;
  if (currency === undefined && facts.length === 0) return;
  if (currency?.toUpperCase() === payment.currency) return;
  throw new AppError("conflict", {
    detail: `The provider says ${currency}, but ${payment.id} is in ${payment.currency}.`,
  });
}

// A fact that is known keeps its row; only its status may still move, and never back from an end.
async function addFacts(
  ctx: CommandContext,
  payment: PaymentRow,
  { facts, refunds = [] }: PaymentSnapshot,
): Promise<void> {
  const returned = refunds.map(({ status, ...fact }): PaymentFact => {
    return { ...fact, type: "refund", status: status === "requires_action" ? "pending" : status };
  });
  for (const { type, ref, status, amount, at } of [...facts, ...returned]) {
    await ctx.db.$executeRaw`
      INSERT INTO payment_transaction
        (id, payment_id, type, status, amount, provider_ref, source, occurred_at, created_at)
      VALUES (${newId("ptx", ctx.now)}, ${payment.id}, ${type}::transaction_type,
        ${status}::transaction_status, ${amount}, ${ref}, ${ctx.transport}, ${at}, ${ctx.now})
      ON CONFLICT (payment_id, type, provider_ref) DO UPDATE SET status = excluded.status
      WHERE payment_transaction.status = 'pending'`;
  }
}

async function settlePayment(
  ctx: CommandContext,
  payment: PaymentRow,
  snapshot: PaymentSnapshot,
): Promise<PaymentRow> {
  const sums = sumLedger(
    await ctx.db.paymentTransaction.findMany({ where: { paymentId: payment.id } }),
  );
  const data: Prisma.PaymentUpdateInput = {
    status: paymentStatus(payment, sums, snapshot.state),
    amountAuthorized: sums.authorized,
    amountCaptured: sums.captured,
    amountRefunded: sums.refunded,
    providerRef: snapshot.ref ?? payment.providerRef,
    sessionRef: snapshot.sessionRef ?? payment.sessionRef,
    failureCode: sums.captured > 0 ? null : (snapshot.failure?.code ?? payment.failureCode),
    failureMessage:
      sums.captured > 0 ? null : (snapshot.failure?.message ?? payment.failureMessage),
  };
  return ctx.db.payment.update({
    where: { id: payment.id },
    data: { ...data, version: { increment: 1 }, updatedAt: ctx.now },
  });
}

async function settleOrder(
  ctx: CommandContext,
  order: OrderRow,
  payment: PaymentRow,
): Promise<void> {
  const payments = order.payments.map((other) => (other.id === payment.id ? payment : other));
  const status = orderPaymentStatus(Number(order.total), payments);
  const secured = payments.reduce((sum, payment) => sum + securedBy(payment), 0);
  if (order.status === "pending" && secured >= order.total) {
    await moveOrder(ctx, order, "confirmed", { paymentStatus: status });
    return;
  }
  if (status === order.paymentStatus) return;
  const changed = await ctx.db.order.update({
    where: { id: order.id },
    data: { paymentStatus: status, version: { increment: 1 }, updatedAt: ctx.now },
    include: orderParts,
  });
  await completeIfDone(ctx, changed);
}

const told: Partial<Record<PaymentRow["status"], EventType>> = {
  captured: "payment.captured",
  failed: "payment.failed",
  canceled: "payment.canceled",
  expired: "payment.canceled",
};

function tell(ctx: CommandContext, payment: PaymentRow): void {
  const type = told[payment.status];
  if (type) ctx.emit(type, toPayment(payment), payment.partnerId);
}
