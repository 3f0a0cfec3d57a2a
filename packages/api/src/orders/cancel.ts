import { AppError } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { blockingDispute } from "../disputes/blocking.ts";
import { performRequests } from "../payments/perform-request.ts";
import { type PaymentRow, toPayment } from "../payments/render.ts";
import { requestVoid } from "../payments/requests.ts";
import { orderPaymentStatus } from "../payments/status.ts";
import type { CommandContext, Context } from "../procedure/context.ts";
import { finishRefund } from "../refunds/finish.ts";
import { insertRefund, leftByCapture } from "../refunds/insert.ts";
import { type OrderRow, toOrder } from "./render.ts";
import type { Order } from "./schema.ts";
import { lockOrder, moveOrder } from "./transitions.ts";

/**
 * Cancels an order that is not shipped and gives its stock back. Its open payments are closed, held
 * money is let go of and paid money given back: all of it is written here, and done by `settleCanceled`.
 * @throws AppError `not_found`, `transition_invalid`, `conflict` where money came by hand or is disputed
 */
export async function cancelOrder(
  ctx: CommandContext,
  where: { id: string; AND?: Prisma.OrderWhereInput | [] },
  reason: string,
): Promise<Order> {
  return cancelLocked(ctx, await lockOrder(ctx, where), reason);
}

/** As `cancelOrder`, for an order whose row lock the caller has. */
export async function cancelLocked(
  ctx: CommandContext,
  order: OrderRow,
  reason: string,
): Promise<Order> {
  const open = order.status === "pending" || order.status === "confirmed";
  if (open && order.fulfillmentStatus !== "unfulfilled") throw shippedAlready(order.number);
  const payments = [];
  for (const payment of order.payments) {
    if (open) await giveBack(ctx, order, payment);
    payments.push(open ? await closePayment(ctx, payment) : payment);
  }
  const paymentStatus = orderPaymentStatus(Number(order.total), payments);
  const canceled = await moveOrder(ctx, order, "canceled", { cancelReason: reason, paymentStatus });
  return toOrder(canceled);
}

/**
 * What follows at the providers of a canceled order. Whatever cannot be done now, jobs do later; money
 * that was faster comes in as `payment.unexpected`.
 */
export async function settleCanceled(context: Context, order: Order): Promise<Order> {
  const { prisma } = context.services.db;
  const refunds = await prisma.refund.findMany({
    where: { orderId: order.id, status: "pending", source: "own" },
    select: { id: true },
  });
  const work = [
    ...order.payments.map(
      ({ id }) =>
        () =>
          performRequests(context, id),
    ),
    ...refunds.map(
      ({ id }) =>
        () =>
          finishRefund(context, id),
    ),
  ];
  // The order is canceled whether or not its provider can be reached.
  for (const step of work) await step().catch(() => {});
  return order;
}

async function giveBack(ctx: CommandContext, order: OrderRow, payment: PaymentRow): Promise<void> {
  const captures = (await leftByCapture(ctx, payment)).filter(({ left }) => left > 0);
  if (captures.length === 0) return;
  if (payment.provider === "manual") throw paidByHand(order.number);
  if (await blockingDispute(ctx, payment.id)) throw disputed(order.number);
  for (const { ref, left } of captures) {
    const reason = "The order was canceled.";
    await insertRefund(ctx, payment, { amount: left, captureRef: ref, reason });
  }
}

async function closePayment(ctx: CommandContext, payment: PaymentRow): Promise<PaymentRow> {
  const isOpen = ["created", "requires_action", "processing"].includes(payment.status);
  const isHeld = payment.status === "authorized";
  if (payment.provider !== "manual" && (isOpen || isHeld)) await requestVoid(ctx, payment);
  const closed = await ctx.db.payment.update({
    where: { id: payment.id },
    data: {
      ...(isOpen ? { status: "canceled" } : {}),
      closedAt: ctx.now,
      version: { increment: 1 },
      updatedAt: ctx.now,
    },
  });
  if (isOpen) ctx.emit("payment.canceled", toPayment(closed), closed.partnerId);
  return closed;
}

function shippedAlready(number: number): AppError {
  return new AppError("conflict", {
    detail: `A part of order #${number} is shipped. Cancel its shipments first, where they are not delivered.`,
  });
}

function paidByHand(number: number): AppError {
  return new AppError("conflict", {
    detail: `Order #${number} is paid. Give the money back at the provider before canceling it.`,
  });
}

function disputed(number: number): AppError {
  return new AppError("conflict", {
    detail: `A payment of order #${number} is disputed: its bank decides who gets the money.`,
  });
}
