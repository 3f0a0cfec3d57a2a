import { AppError, toPage } from "@crossdock/core";
import { unshipStock } from "../inventory/stock.ts";
import type { OrderRow } from "../orders/render.ts";
import { lockOrder } from "../orders/transitions.ts";
import type { CommandContext } from "../procedure/context.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { moveShipped, type ParcelLine, refuseReturned, stockOf } from "./parcel.ts";
import { type FulfillmentRow, fulfillmentParts, toFulfillment } from "./render.ts";
import {
  Fulfillment,
  FulfillmentPage,
  type FulfillmentStatus,
  GetFulfillment,
  ListFulfillments,
  ShipOrder,
} from "./schema.ts";
import { shipLines } from "./ship.ts";

export const fulfillmentsRouter = router({
  list: query("orders:read")
    .meta({ rest: "GET /fulfillments", summary: "List shipments", mcp: true })
    .input(ListFulfillments)
    .output(FulfillmentPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const rows = await ctx.db.fulfillment.findMany({
        where: {
          ...filter,
          ...ownRows(ctx.principal, "fulfillment"),
          ...startingAfter(cursor),
        },
        include: fulfillmentParts,
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toFulfillment);
    }),

  get: query("orders:read")
    .meta({ rest: "GET /fulfillments/{id}", summary: "Get a shipment", mcp: true })
    .input(GetFulfillment)
    .output(Fulfillment)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.fulfillment.findUnique({
        where: { id, ...ownRows(ctx.principal, "fulfillment") },
        include: fulfillmentParts,
      });
      if (!row) throw noFulfillment(id);
      return toFulfillment(row);
    }),

  create: command("orders:write")
    .meta({
      rest: "POST /fulfillments",
      mcp: true,
      summary: "Ship an order or a part of it",
      description:
        "Takes what is in the parcel off the shelf and tells the buyer. Without lines it is everything " +
        "that is not shipped yet. The order is completed when nothing is left and its money is there. " +
        "Nothing is shipped whose money was given back, nor while the buyer disputes it.",
      status: 201,
      idempotencyKey: "accepted",
      errors: ["not_found", "transition_invalid", "conflict"],
      example: {
        orderId: `ord_${"0".repeat(26)}`,
        carrier: "Gull Express",
        trackingNumber: "GE000012345",
        trackingUrl: "https://parcels.example.com/GE000012345",
      },
    })
    .input(ShipOrder)
    .output(Fulfillment)
    .mutation(async ({ ctx, input: { orderId, ...parcel } }) => {
      const order = await lockOrder(ctx, { id: orderId, ...ownRows(ctx.principal, "order") });
      const row = await shipLines(ctx, order, parcel);
      return tell(ctx, "fulfillment.shipped", order, row);
    }),

  deliver: command("orders:write")
    .meta({
      rest: "POST /fulfillments/{id}/deliver",
      mcp: true,
      summary: "Note that a shipment has arrived",
      idempotencyKey: "accepted",
      errors: ["transition_invalid"],
    })
    .input(GetFulfillment)
    .output(Fulfillment)
    .mutation(async ({ ctx, input: { id } }) => {
      const { order } = await lockShipped(ctx, id, "delivered");
      const row = await moveOn(ctx, id, { status: "delivered", deliveredAt: ctx.now });
      return tell(ctx, "fulfillment.delivered", order, row);
    }),

  cancel: command("orders:write")
    .meta({
      rest: "POST /fulfillments/{id}/cancel",
      mcp: true,
      summary: "Cancel a shipment that has not arrived",
      description:
        "What was in it is on the shelf again, reserved for its order, which is then to be shipped anew.",
      idempotencyKey: "accepted",
      errors: ["transition_invalid", "conflict"],
    })
    .input(GetFulfillment)
    .output(Fulfillment)
    .mutation(async ({ ctx, input: { id } }) => {
      const { order, lines } = await lockShipped(ctx, id, "canceled");
      await refuseReturned(ctx, lines);
      await moveShipped(
        ctx,
        order,
        lines.map(({ item, quantity }) => ({ item, quantity: -quantity })),
      );
      await unshipStock(ctx, order.id, stockOf(lines));
      const row = await moveOn(ctx, id, { status: "canceled", canceledAt: ctx.now });
      return tell(ctx, "fulfillment.canceled", order, row);
    }),
});

// The order's row lock first, as everywhere; what the shipment is like is read behind it.
async function lockShipped(
  ctx: CommandContext,
  id: string,
  to: FulfillmentStatus,
): Promise<{ order: OrderRow; lines: ParcelLine[] }> {
  const where = { id, ...ownRows(ctx.principal, "fulfillment") };
  const found = await ctx.db.fulfillment.findUnique({ where });
  if (!found) throw noFulfillment(id);
  const order = await lockOrder(ctx, { id: found.orderId });
  const row = await ctx.db.fulfillment.findUniqueOrThrow({ where, include: fulfillmentParts });
  if (row.status !== "shipped") throw invalidStep(row, to);
  const lines = row.lines.flatMap(({ itemId, quantity }) => {
    const item = order.items.find(({ id }) => id === itemId);
    return item ? [{ item, quantity }] : [];
  });
  return { order, lines };
}

function moveOn(
  ctx: CommandContext,
  id: string,
  data: { status: FulfillmentStatus; deliveredAt?: Date; canceledAt?: Date },
): Promise<FulfillmentRow> {
  return ctx.db.fulfillment.update({
    where: { id },
    data: { ...data, version: { increment: 1 }, updatedAt: ctx.now },
    include: fulfillmentParts,
  });
}

function tell(
  ctx: CommandContext,
  type: "fulfillment.shipped" | "fulfillment.delivered" | "fulfillment.canceled",
  { id, partnerId }: OrderRow,
  row: FulfillmentRow,
): Fulfillment {
  ctx.about(id);
  ctx.emit(type, toFulfillment(row), partnerId);
  return toFulfillment(row);
}

function noFulfillment(id: string): AppError {
  return new AppError("not_found", { detail: `There is no shipment ${id}.` });
}

function invalidStep({ status }: FulfillmentRow, to: FulfillmentStatus): AppError {
  return new AppError("transition_invalid", {
    detail: `This shipment is ${status} and cannot become ${to}. That is final.`,
    data: { from: status, to, allowed: [] },
  });
}
