import { formatMoney } from "@crossdock/core";
import { blockingDispute } from "../disputes/blocking.ts";
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
  await giveBackCaptured(ctx, payment);
  if (payment.amountCaptured === 0n) await requestVoid(ctx, payment);
  const money = formatMoney({ amount: Number(payment.amount), currency: payment.currency });
  const isDisputed = (await blockingDispute(ctx, payment.id)) !== null;
  await notifyTeam(ctx, {
    kind: "money",
    key: `payment unexpected ${payment.id} ${payment.amountCaptured}`,
    subject: `money came for the canceled order #${order.number}`,
    paragraphs: [
      `A payment of ${money} came after order #${order.number} was canceled.`,
      isDisputed
        ? "It is disputed. Should the shop win, it is given back by itself."
        : "It is being given back by itself. Look whether that works.",
    ],
    href: `/orders/${order.id}`,
  });
}

/**
 * Gives back what is captured of a canceled order's payment and is not on its way back yet. While a
 * bank decides over it nothing is, since the buyer may be paid by the bank: this is asked again then.
 */
export async function giveBackCaptured(ctx: CommandContext, payment: PaymentRow): Promise<void> {
  if (await blockingDispute(ctx, payment.id)) return;
  const captures = (await leftByCapture(ctx, payment)).filter(({ left }) => left > 0);
  for (const { ref, left } of captures) {
    const reason = "The order was canceled before the money came.";
    const refund = { amount: left, captureRef: ref, reason };
    await insertRefund(ctx, payment, refund, secondThoughtsSeconds);
  }
}
