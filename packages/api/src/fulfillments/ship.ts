import { AppError, invalidMember, newId } from "@crossdock/core";
import { consumeStock } from "../inventory/stock.ts";
import type { OrderRow } from "../orders/render.ts";
import { completeIfDone, invalidMove } from "../orders/transitions.ts";
import type { CommandContext } from "../procedure/context.ts";
import { moveShipped, type ParcelLine, stockOf } from "./parcel.ts";
import { refuseUnpaid } from "./refuse-unpaid.ts";
import { type FulfillmentRow, fulfillmentParts } from "./render.ts";
import type { ShipOrder } from "./schema.ts";

/**
 * Ships lines of a locked order, or whatever is left of it: takes them off the shelf, and completes the
 * order when nothing is left and its money is there.
 * @throws AppError `transition_invalid` where the order is not confirmed, `validation_failed` for a
 *   line that is not the order's, `conflict` with `{lines}` where less is left than is to be shipped, or
 *   where its money is gone or disputed
 */
export async function shipLines(
  ctx: CommandContext,
  order: OrderRow,
  { lines: asked, ...tracking }: Omit<ShipOrder, "orderId">,
): Promise<FulfillmentRow> {
  if (order.status === "pending" || order.status === "canceled") {
    throw invalidMove(order, "completed");
  }
  await refuseUnpaid(ctx, order);
  const lines = asked ? parcelOf(order, asked) : restOf(order);
  const moved = await moveShipped(ctx, order, lines);
  await consumeStock(ctx, order.id, stockOf(lines));
  await completeIfDone(ctx, moved);
  return ctx.db.fulfillment.create({
    data: {
      ...tracking,
      id: newId("ful", ctx.now),
      orderId: order.id,
      shippedAt: ctx.now,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      lines: {
        createMany: { data: lines.map(({ item, quantity }) => ({ itemId: item.id, quantity })) },
      },
    },
    include: fulfillmentParts,
  });
}

function parcelOf(order: OrderRow, asked: NonNullable<ShipOrder["lines"]>): ParcelLine[] {
  const lines = asked.map(({ lineId, quantity }, index) => {
    const item = order.items.find(({ id }) => id === lineId);
    if (!item) throw notOfOrder(order.number, lineId, index);
    return { item, quantity };
  });
  // Somebody else was faster, or it was never so much: the caller hears what is left.
  if (lines.some(({ item, quantity }) => quantity > leftOf(item))) throw tooMany(order, lines);
  return lines;
}

function restOf(order: OrderRow): ParcelLine[] {
  const lines = order.items.map((item) => ({ item, quantity: leftOf(item) }));
  const left = lines.filter(({ quantity }) => quantity > 0);
  if (left.length === 0) throw tooMany(order, lines);
  return left;
}

function leftOf({ quantity, fulfilledQuantity }: ParcelLine["item"]): number {
  return quantity - fulfilledQuantity;
}

function notOfOrder(number: number, lineId: string, index: number): AppError {
  const detail = `${lineId} is no line of order #${number}.`;
  const fix = "Send the ids of the order's own lines.";
  return invalidMember({ pointer: `#/lines/${index}/lineId`, code: "unknown", detail, fix });
}

function tooMany(order: OrderRow, lines: ParcelLine[]): AppError {
  const left = lines.map(({ item, quantity }) => ({
    lineId: item.id,
    sku: item.sku,
    requested: quantity,
    left: leftOf(item),
  }));
  const [worst] = left.filter(({ requested, left }) => requested > left);
  return new AppError("conflict", {
    detail: worst
      ? `Of ${worst.sku} ${worst.left} are left to ship in order #${order.number}, not ${worst.requested}.`
      : `Everything of order #${order.number} is shipped already.`,
    data: { lines: left },
  });
}
