import { AppError } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { toPayment } from "../payments/render.ts";
import { paymentConnector } from "../payments/start.ts";
import { orderPaymentStatus } from "../payments/status.ts";
import type { CommandContext, Context } from "../procedure/context.ts";
import { toOrder } from "./render.ts";
import type { Order } from "./schema.ts";
import { lockOrder, moveOrder } from "./transitions.ts";

/**
 * Cancels an order that nobody has paid or shipped, gives its stock back and closes its payments.
 * @throws AppError `not_found`, `transition_invalid`, `conflict` while there is money to give back
 */
export async function cancelOrder(
  ctx: CommandContext,
  where: { id: string; AND?: Prisma.OrderWhereInput | [] },
  reason: string,
): Promise<Order> {
  const order = await lockOrder(ctx, where);
  const paid = order.payments.some((payment) => payment.amountCaptured > payment.amountRefunded);
  const open = order.status === "pending" || order.status === "confirmed";
  if (open && order.fulfillmentStatus !== "unfulfilled") throw shippedAlready(order.number);
  if (open && paid) throw paidAlready(order.number);
  const payments = [];
  for (const payment of order.payments) {
    payments.push(await closePayment(ctx, payment));
  }
  const paymentStatus = orderPaymentStatus(Number(order.total), payments);
  const canceled = await moveOrder(ctx, order, "canceled", { cancelReason: reason, paymentStatus });
  return toOrder(canceled);
}

/**
 * Takes the provider's page away, so that nobody pays for a canceled order. Money that was faster
 * comes in as `payment.unexpected`.
 */
export async function closeSessions(context: Context, order: Order): Promise<Order> {
  const { db, connectors } = context.services;
  const open = await db.prisma.payment.findMany({
    where: { orderId: order.id, status: "canceled", sessionRef: { not: null } },
  });
  for (const { id, provider, providerRef, sessionRef } of open) {
    try {
      await paymentConnector(await connectors.get(provider)).cancel({
        ref: providerRef,
        sessionRef,
        idempotencyKey: `${id}:cancel`,
        deadlineMs: 5000,
      });
    } catch {
      // The order is canceled whether or not its provider can be reached.
    }
  }
  return order;
}

async function closePayment(ctx: CommandContext, payment: Parameters<typeof toPayment>[0]) {
  if (!["created", "requires_action", "processing"].includes(payment.status)) return payment;
  const closed = await ctx.db.payment.update({
    where: { id: payment.id },
    data: { status: "canceled", version: { increment: 1 }, updatedAt: ctx.now },
  });
  ctx.emit("payment.canceled", toPayment(closed), closed.partnerId);
  return closed;
}

function shippedAlready(number: number): AppError {
  return new AppError("conflict", {
    detail: `A part of order #${number} is shipped. Cancel its shipments first, where they are not delivered.`,
  });
}

function paidAlready(number: number): AppError {
  return new AppError("conflict", {
    detail: `Order #${number} is paid. Give the money back at the provider before canceling it.`,
  });
}
