import { AppError } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { releaseStock } from "../inventory/stock.ts";
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
