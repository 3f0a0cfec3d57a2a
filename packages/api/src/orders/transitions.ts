import { AppError } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { releaseStock, reserveIfThere } from "../inventory/stock.ts";
import type { CommandContext } from "../procedure/context.ts";
import { type OrderRow, orderParts, toOrder } from "./render.ts";
import type { OrderStatus } from "./schema.ts";

const moves: Record<OrderStatus, readonly OrderStatus[]> = {
  pending: ["confirmed", "canceled"],
  confirmed: ["completed", "canceled"],
  completed: [],
  canceled: [],
};

const stamps = {
  confirmed: "confirmedAt",
  completed: "completedAt",
  canceled: "canceledAt",
} as const;

/**
 * Takes the order's row lock, which everything that changes an order takes first, and reads it.
 * @throws AppError `not_found`
 */
export async function lockOrder(
  ctx: CommandContext,
  where: { id: string; AND?: Prisma.OrderWhereInput | [] },
): Promise<OrderRow> {
  await ctx.db.$executeRaw`SELECT FROM "order" WHERE id = ${where.id} FOR UPDATE`;
  const row = await ctx.db.order.findUnique({ where, include: orderParts });
  if (!row) throw new AppError("not_found", { detail: `There is no order ${where.id}.` });
  return row;
}

/**
 * Moves a locked order on, with what the move does to its stock, and tells of it.
 * @throws AppError `transition_invalid` with `{from, to, allowed}`
 */
export async function moveOrder(
  ctx: CommandContext,
  order: OrderRow,
  to: Exclude<OrderStatus, "pending">,
  changes: Prisma.OrderUpdateInput = {},
): Promise<OrderRow> {
  const allowed = moves[order.status];
  if (!allowed.includes(to)) throw invalidMove(order, to);
  if (to === "canceled") await releaseStock(ctx, order.id);
  const row = await ctx.db.order.update({
    where: { id: order.id },
    data: {
      ...changes,
      status: to,
      [stamps[to]]: ctx.now,
      reservationExpiresAt: null,
      version: { increment: 1 },
      updatedAt: ctx.now,
    },
    include: orderParts,
  });
  ctx.emit(`order.${to}`, toOrder(row), row.partnerId);
  return row;
}

/** Why an order is canceled that nobody has paid in time. */
export const notPaidInTime = "not paid in time";

/**
 * Takes back that a locked order has expired, for money that came a moment late: only where nothing
 * has changed since, and all of its stock is still there. False where it stays canceled.
 */
export async function reviveOrder(
  ctx: CommandContext,
  order: OrderRow,
  changes: Prisma.OrderUpdateInput,
): Promise<boolean> {
  const untouched = order.updatedAt.getTime() === order.canceledAt?.getTime();
  if (order.cancelReason !== notPaidInTime || !untouched) return false;
  const lines = order.items.flatMap(({ variantId, sku, quantity }) =>
    variantId === null ? [] : [{ variantId, sku, quantity }],
  );
  if (lines.length < order.items.length) return false;
  if (!(await reserveIfThere(ctx, order.id, lines))) return false;
  await ctx.db.payment.updateMany({ where: { orderId: order.id }, data: { closedAt: null } });
  const row = await ctx.db.order.update({
    where: { id: order.id },
    data: {
      ...changes,
      status: "confirmed",
      confirmedAt: ctx.now,
      canceledAt: null,
      cancelReason: null,
      version: { increment: 1 },
      updatedAt: ctx.now,
    },
    include: orderParts,
  });
  ctx.emit("order.confirmed", toOrder(row), row.partnerId);
  return true;
}

/** Completes a confirmed order once all of it is shipped and its money has come in. */
export async function completeIfDone(ctx: CommandContext, order: OrderRow): Promise<OrderRow> {
  const isPaid = order.paymentStatus === "paid" || order.paymentStatus === "partially_refunded";
  const isDone = order.status === "confirmed" && order.fulfillmentStatus === "fulfilled" && isPaid;
  return isDone ? moveOrder(ctx, order, "completed") : order;
}

/** What a caller hears who asks for a move that the order's status does not allow. */
export function invalidMove(order: OrderRow, to: OrderStatus): AppError {
  const allowed = moves[order.status];
  const next = allowed.length > 0 ? `It can become ${allowed.join(" or ")}.` : "That is final.";
  return new AppError("transition_invalid", {
    detail: `Order #${order.number} is ${order.status} and cannot become ${to}. ${next}`,
    data: { from: order.status, to, allowed: [...allowed] },
  });
}
