import { newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { lockOrder, moveOrder } from "../orders/transitions.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { Fulfillment, FulfillmentList, ListFulfillments, ShipOrder } from "./schema.ts";

export const fulfillmentsRouter = router({
  list: query("orders:read")
    .meta({ summary: "List the shipments of an order" })
    .input(ListFulfillments)
    .output(FulfillmentList)
    .query(async ({ ctx, input: { orderId } }) => {
      const rows = await ctx.db.fulfillment.findMany({
        where: { orderId, ...ownRows(ctx.principal, "fulfillment") },
        orderBy: { id: "asc" },
      });
      return { data: rows.map(toFulfillment) };
    }),

  create: command("orders:write")
    .meta({
      summary: "Ship a whole order",
      description: "Takes the stock off the shelf and completes the order.",
      errors: ["transition_invalid"],
    })
    .input(ShipOrder)
    .output(Fulfillment)
    .mutation(async ({ ctx, input: { orderId, ...tracking } }) => {
      const order = await lockOrder(ctx, { id: orderId, ...ownRows(ctx.principal, "order") });
      await moveOrder(ctx, order, "completed", { fulfillmentStatus: "fulfilled" });
      const row = await ctx.db.fulfillment.create({
        data: {
          ...tracking,
          id: newId("ful", ctx.now),
          orderId,
          shippedAt: ctx.now,
          createdAt: ctx.now,
        },
      });
      ctx.about(orderId);
      ctx.emit("fulfillment.shipped", toFulfillment(row), order.partnerId);
      return toFulfillment(row);
    }),
});

function toFulfillment({ shippedAt, ...row }: Prisma.FulfillmentGetPayload<object>) {
  return { ...row, shippedAt: shippedAt.toISOString() };
}
