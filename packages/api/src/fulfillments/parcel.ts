import { AppError } from "@crossdock/core";
import type { StockLine } from "../inventory/stock.ts";
import { type OrderRow, orderParts } from "../orders/render.ts";
import type { CommandContext } from "../procedure/context.ts";

/** A line of an order, and how much of it is in a parcel. */
export type ParcelLine = { item: OrderRow["items"][number]; quantity: number };

/**
 * Notes on a locked order what was shipped of its lines; a negative quantity takes it back. An order
 * of which something is to be shipped again is completed no more.
 */
export async function moveShipped(
  ctx: CommandContext,
  order: OrderRow,
  lines: ParcelLine[],
): Promise<OrderRow> {
  const ids = lines.map(({ item }) => item.id);
  const quantities = lines.map(({ quantity }) => quantity);
  await ctx.db.$executeRaw`
    UPDATE order_item i SET fulfilled_quantity = i.fulfilled_quantity + moved.quantity
    FROM unnest(${ids}::text[], ${quantities}::int[]) AS moved(id, quantity)
    WHERE i.id = moved.id AND i.order_id = ${order.id}`;
  const items = await ctx.db.orderItem.findMany({ where: { orderId: order.id } });
  const fulfillmentStatus = fulfillmentStatusOf(items);
  const reopened = order.status === "completed" && fulfillmentStatus !== "fulfilled";
  return ctx.db.order.update({
    where: { id: order.id },
    data: {
      fulfillmentStatus,
      ...(reopened ? { status: "confirmed", completedAt: null } : {}),
      version: { increment: 1 },
      updatedAt: ctx.now,
    },
    include: orderParts,
  });
}

/**
 * What a refund has put back on the shelf would be put there twice.
 * @throws AppError `conflict` where more was returned than the other shipments account for
 */
export async function refuseReturned(ctx: CommandContext, lines: ParcelLine[]): Promise<void> {
  const returned = await ctx.db.refundLine.groupBy({
    by: ["orderItemId"],
    where: { orderItemId: { in: lines.map(({ item }) => item.id) }, restock: true },
    _sum: { quantity: true },
  });
  for (const { item, quantity } of lines) {
    const back = returned.find(({ orderItemId }) => orderItemId === item.id)?._sum.quantity ?? 0;
    if (back <= item.fulfilledQuantity - quantity) continue;
    throw new AppError("conflict", {
      detail: `${back} of ${item.sku} came back with a refund and are on the shelf already.`,
      data: { sku: item.sku, returned: back },
    });
  }
}

/** What the shelf has to do with it: a variant that is gone has none. */
export function stockOf(lines: ParcelLine[]): StockLine[] {
  return lines.flatMap(({ item: { variantId, sku }, quantity }) =>
    variantId === null ? [] : [{ variantId, sku, quantity }],
  );
}

function fulfillmentStatusOf(items: { quantity: number; fulfilledQuantity: number }[]) {
  if (items.every(({ quantity, fulfilledQuantity }) => fulfilledQuantity === quantity)) {
    return "fulfilled";
  }
  return items.some(({ fulfilledQuantity }) => fulfilledQuantity > 0)
    ? "partially_fulfilled"
    : "unfulfilled";
}
