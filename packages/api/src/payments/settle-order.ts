import { type OrderRow, orderParts } from "../orders/render.ts";
import { completeIfDone, moveOrder, reviveOrder } from "../orders/transitions.ts";
import type { CommandContext } from "../procedure/context.ts";
import { type Finding, overpaid, refundedTooMuch } from "./findings.ts";
import { loseHold } from "./hold.ts";
import { giveBackCaptured, giveBackLate } from "./late.ts";
import type { PaymentRow } from "./render.ts";
import { orderPaymentStatus, securedBy } from "./status.ts";

type News = {
  before: PaymentRow;
  payment: PaymentRow;
  /** A dispute has ended so that the shop may give its money back again. */
  isFreed: boolean;
};

/**
 * Lets a locked order follow from one of its payments, and says why that has to be reviewed. Exactly
 * what it costs confirms it: too little waits for the rest, too much for a person. Of a canceled one
 * nothing is kept.
 */
export async function settleOrder(
  ctx: CommandContext,
  order: OrderRow,
  { before, payment, isFreed }: News,
): Promise<Finding[]> {
  const payments = order.payments.map((other) => (other.id === payment.id ? payment : other));
  const paymentStatus = orderPaymentStatus(Number(order.total), payments);
  if (order.status === "pending" && isPaid(order, payments)) {
    await moveOrder(ctx, order, "confirmed", { paymentStatus });
  } else if (order.status === "canceled" && isMore(before, payment)) {
    const isBack = isPaid(order, payments) && (await reviveOrder(ctx, order, { paymentStatus }));
    if (!isBack) {
      await keepPaymentStatus(ctx, order, paymentStatus);
      await giveBackLate(ctx, order, payment);
    }
  } else if (order.status === "confirmed" && isLost(order, before, payments)) {
    await loseHold(ctx, order, payment, paymentStatus);
  } else {
    await keepPaymentStatus(ctx, order, paymentStatus);
    if (order.status === "canceled" && isFreed) await giveBackCaptured(ctx, payment);
  }
  return excessOf(order, payments, payment);
}

function excessOf({ total }: OrderRow, payments: PaymentRow[], payment: PaymentRow): Finding[] {
  const { currency, amountCaptured: captured, amountRefunded: refunded } = payment;
  const kept = payments.reduce((sum, one) => sum + one.amountCaptured - one.amountRefunded, 0n);
  return [
    ...(kept > total ? [overpaid(Number(kept - total), currency)] : []),
    ...(captured > 0 && refunded > captured
      ? [refundedTooMuch(Number(refunded - captured), currency)]
      : []),
  ];
}

async function keepPaymentStatus(
  ctx: CommandContext,
  order: OrderRow,
  paymentStatus: OrderRow["paymentStatus"],
): Promise<void> {
  if (paymentStatus === order.paymentStatus) return;
  const changed = await ctx.db.order.update({
    where: { id: order.id },
    data: { paymentStatus, version: { increment: 1 }, updatedAt: ctx.now },
    include: orderParts,
  });
  await completeIfDone(ctx, changed);
}

// What was given back of too much does not count against the order: a refund of the right money does
// not undo what that money has confirmed.
function isPaid({ total }: OrderRow, payments: PaymentRow[]): boolean {
  const secured = payments.reduce((sum, payment) => sum + securedBy(payment), 0);
  const refunded = payments.reduce((sum, payment) => sum + Number(payment.amountRefunded), 0);
  return secured === Number(total) || (secured > total && secured - refunded === Number(total));
}

/** Whether nothing stands behind the order any more, which was held for it until now. */
function isLost({ total }: OrderRow, before: PaymentRow, payments: PaymentRow[]): boolean {
  return total > 0n && securedBy(before) > 0 && payments.every((one) => securedBy(one) === 0);
}

function isMore(before: PaymentRow, payment: PaymentRow): boolean {
  return payment.amountCaptured > before.amountCaptured || securedBy(payment) > securedBy(before);
}
