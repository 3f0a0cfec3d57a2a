import { formatMoney } from "@crossdock/core";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { OrderRow } from "../orders/render.ts";
import type { CommandContext } from "../procedure/context.ts";
import { insertRefund, leftByCapture, secondThoughtsSeconds } from "../refunds/insert.ts";
import { type PaymentRow, toPayment } from "./render.ts";
import { requestVoid } from "./requests.ts";

/**
 * Money has come for an order that is canceled and stays so: all of it goes back, by jobs, and the team
 * hears of it.
 */
export async function giveBackLate(
  ctx: CommandContext,
  order: OrderRow,
  payment: PaymentRow,
): Promise<void> {
  ctx.emit("payment.unexpected", toPayment(payment), payment.partnerId);
  const captures = (await leftByCapture(ctx, payment)).filter(({ left }) => left > 0);
  for (const { ref, left } of captures) {
    const reason = "The order was canceled before the money came.";
    const refund = { amount: left, captureRef: ref, reason };
    await insertRefund(ctx, payment, refund, secondThoughtsSeconds);
  }
  if (payment.amountCaptured === 0n) await requestVoid(ctx, payment);
  const money = formatMoney({ amount: Number(payment.amount), currency: payment.currency });
  await notifyTeam(ctx, {
    kind: "money",
    key: `payment unexpected ${payment.id} ${payment.amountCaptured}`,
    subject: `money came for the canceled order #${order.number}`,
    paragraphs: [
      `A payment of ${money} came after order #${order.number} was canceled.`,
      "It is being given back by itself. Look whether that works.",
    ],
    href: `/orders/${order.id}`,
  });
}
