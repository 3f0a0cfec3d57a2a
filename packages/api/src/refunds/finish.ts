import { applySnapshot } from "../payments/ledger.ts";
import {
  asPayments,
  deadlineMs,
  firstTryMs,
  providerOf,
  refsOf,
  refusalOf,
} from "../payments/provider.ts";
import { syncPayment } from "../payments/sync.ts";
import type { Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { refundJob } from "./insert.ts";
import { isOpen, keepRefusal } from "./refusal.ts";
import { type RefundRow, refundParts, toRefund } from "./render.ts";
import type { Refund } from "./schema.ts";

export const finishRefunds: Job = {
  name: refundJob,
  callsOut: true,
  run: (context, { refundId = "" }) => finishRefund(context, refundId),
};

/**
 * The step after a refund's commit. Never throws for the provider: where it is not certain what it did,
 * the refund stays pending and the job goes on.
 */
export async function askForRefund(context: Context, refund: Refund): Promise<Refund> {
  await finishRefund(context, refund.id).catch(() => {});
  return toRefund(await findRefund(context, refund.id));
}

/**
 * Gives the money back, once: the row's id is the provider's key, and kept there beside the refund.
 * May be lost and run again at any point. On a second try the provider is asked first: it forgets
 * keys after a while (Stripe after a day), and would give back twice.
 * @throws ConnectorError where that is not certain yet
 */
export async function finishRefund(context: Context, refundId: string): Promise<void> {
  const before = await findRefund(context, refundId);
  if (!isOpen(before)) return;
  const age = context.services.clock.now().getTime() - before.createdAt.getTime();
  if (age > firstTryMs) await syncPayment(context, before.paymentId);
  const refund = await findRefund(context, refundId);
  if (!isOpen(refund)) return;
  const payment = await context.services.db.prisma.payment.findUniqueOrThrow({
    where: { id: refund.paymentId },
  });
  const provider = await providerOf(context, payment);
  try {
    const snapshot = await provider.refund({
      ...refsOf(payment),
      captureRef: refund.captureRef,
      amount: Number(refund.amount),
      currency: refund.currency,
      refundId,
      reason: refund.reason ?? "",
      idempotencyKey: refundId,
      deadlineMs,
    });
    await unitOfWork(asPayments(context), "refunds.finish", async (ctx) => {
      ctx.about(refund.orderId);
      await applySnapshot(ctx, payment.id, snapshot, { asOf: payment.version });
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    // It may have said no because it was done before: the payment itself tells.
    await syncPayment(context, payment.id);
    await keepRefusal(context, refund, refusal);
  }
}

function findRefund({ services }: Context, id: string): Promise<RefundRow> {
  return services.db.prisma.refund.findUniqueOrThrow({ where: { id }, include: refundParts });
}
