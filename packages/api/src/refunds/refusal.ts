import { formatMoney } from "@crossdock/core";
import { blockingDispute } from "../disputes/blocking.ts";
import type { OrderRow } from "../orders/render.ts";
import { lockOrder } from "../orders/transitions.ts";
import { asPayments } from "../payments/provider.ts";
import type { CommandContext, Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { tell } from "./apply.ts";
import { insertRefund, leftByCapture } from "./insert.ts";
import { type RefundRow, refundParts } from "./render.ts";

/**
 * Keeps the provider's no: the row stays, and its money can be given back in another way. Of a canceled
 * order nothing is kept: was it too much, since a part went back elsewhere meanwhile, the rest is asked for.
 */
export function keepRefusal(
  context: Context,
  { id, orderId }: RefundRow,
  refusal: string,
): Promise<void> {
  return unitOfWork(asPayments(context), "refunds.finish", async (ctx) => {
    ctx.about(orderId);
    const order = await lockOrder(ctx, { id: orderId });
    const row = await ctx.db.refund.findUniqueOrThrow({ where: { id }, include: refundParts });
    if (!isOpen(row)) return;
    const refused = await ctx.db.refund.update({
      where: { id },
      data: { status: "failed", failureReason: refusal.slice(0, 500), updatedAt: ctx.now },
      include: refundParts,
    });
    await tell(ctx, refused, row.status, await goOn(ctx, order, refused));
  });
}

/** Whether its provider has not yet said what becomes of it. */
export function isOpen({ status, providerRef }: RefundRow): boolean {
  return status === "pending" && providerRef === null;
}

/** Does what can be done instead, and says what is left for the team to do. */
async function goOn(ctx: CommandContext, order: OrderRow, refused: RefundRow): Promise<string> {
  const { captureRef, amount, currency, reason } = refused;
  const isCanceled = order.status === "canceled";
  if (await blockingDispute(ctx, refused.paymentId)) {
    return isCanceled
      ? "The payment is disputed. Should the shop win, its money is given back by itself."
      : "The payment is disputed: its bank decides who gets the money.";
  }
  const payment = await ctx.db.payment.findUniqueOrThrow({ where: { id: refused.paymentId } });
  const captures = await leftByCapture(ctx, payment);
  const left = captures.find(({ ref }) => ref === captureRef)?.left ?? Number(amount);
  if (left === 0) return "All of it was given back at the provider meanwhile.";
  // The same again would be refused again: that is for a person.
  if (!isCanceled || left >= amount) {
    return "The money is still the shop's. Give it back in another way.";
  }
  await insertRefund(ctx, payment, { amount: left, captureRef, reason });
  return `A part was given back at the provider meanwhile. The rest, ${formatMoney({ amount: left, currency })}, is asked for now.`;
}
