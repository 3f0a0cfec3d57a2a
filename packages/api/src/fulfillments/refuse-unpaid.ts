import { AppError } from "@crossdock/core";
import { undecided } from "../disputes/blocking.ts";
import type { OrderRow } from "../orders/render.ts";
import type { CommandContext } from "../procedure/context.ts";

/**
 * Nothing goes out for money that is gone, or that a bank may take back: the goods would be lost with it.
 * What was given back in part leaves the rest to be shipped.
 * @throws AppError `conflict`, with `{dispute}` where there is one
 */
export async function refuseUnpaid(ctx: CommandContext, order: OrderRow): Promise<void> {
  const { id: orderId, number, paymentStatus } = order;
  const open = await ctx.db.dispute.findFirst({ where: { orderId, ...undecided } });
  if (open) {
    throw new AppError("conflict", {
      detail: `The buyer disputes a payment of order #${number}. Answer at the payment provider, and ship once the dispute has ended for the shop.`,
      data: { dispute: open.id },
    });
  }
  if (paymentStatus === "refunded") {
    const lost = await ctx.db.dispute.findFirst({ where: { orderId, status: "lost" } });
    throw new AppError("conflict", {
      detail: lost
        ? `The buyer's bank has taken the money of order #${number} back. Cancel what is not shipped.`
        : `The money of order #${number} was given back. Cancel what is not shipped.`,
      data: lost ? { dispute: lost.id } : undefined,
    });
  }
  if (paymentStatus === "voided") {
    throw new AppError("conflict", {
      detail: `The money that was held for order #${number} was let go of. Cancel the order.`,
    });
  }
}
