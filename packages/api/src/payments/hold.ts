import { formatMoney } from "@crossdock/core";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { OrderRow } from "../orders/render.ts";
import { moveOrder } from "../orders/transitions.ts";
import type { CommandContext } from "../procedure/context.ts";
import type { PaymentRow } from "./render.ts";

/** Why an order is canceled whose money was held, and not taken in time. */
const holdExpired = "the hold on its money has ended";

/**
 * The money that was held for a confirmed order is free again, and not by our doing: its time was over,
 * or somebody let go of it at the provider. What is not shipped is canceled and its stock given back;
 * of what is, the team hears, since its goods are out without money.
 */
export async function loseHold(
  ctx: CommandContext,
  order: OrderRow,
  payment: PaymentRow,
  paymentStatus: OrderRow["paymentStatus"],
): Promise<void> {
  const where = { paymentId: payment.id, kind: "void", status: { not: "failed" } } as const;
  const isOurs = (await ctx.db.paymentRequest.count({ where })) > 0;
  const isOut = order.fulfillmentStatus !== "unfulfilled";
  if (isOurs || isOut) {
    const data = { paymentStatus, version: { increment: 1 }, updatedAt: ctx.now };
    await ctx.db.order.update({ where: { id: order.id }, data });
  } else {
    await moveOrder(ctx, order, "canceled", { cancelReason: holdExpired, paymentStatus });
    // What comes for it from now on is not wanted.
    await ctx.db.payment.updateMany({ where: { orderId: order.id }, data: { closedAt: ctx.now } });
  }
  if (isOurs) return;
  const money = formatMoney({ amount: Number(payment.amount), currency: payment.currency });
  await notifyTeam(ctx, {
    kind: "money",
    key: `hold ended ${payment.id}`,
    subject: `the money held for order #${order.number} is free again`,
    paragraphs: [
      `${money} were held at the provider and not captured in time.`,
      isOut
        ? "A part of the order is shipped already. Ask the buyer to pay in another way."
        : "The order was not shipped: it is canceled, and its stock is on sale again.",
    ],
    href: `/orders/${order.id}`,
  });
}
