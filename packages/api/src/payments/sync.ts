import { AppError } from "@crossdock/core";
import { lockOrder } from "../orders/transitions.ts";
import type { Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { applySnapshot } from "./ledger.ts";
import { asPayments, cancelKey, deadlineMs, providerOf, refsOf, refusalOf } from "./provider.ts";
import type { PaymentRow } from "./render.ts";
import { requestAction } from "./start.ts";

/** The job that asks a payment's provider how it stands, with `{ paymentId }`. */
export const syncPaymentJob = "sync-payment";

export const syncPayments: Job = {
  name: syncPaymentJob,
  callsOut: true,
  async run(context, { paymentId = "" }) {
    try {
      await syncPayment(context, paymentId);
    } catch (error) {
      // Whoever switched the provider off does not want it asked; what it does not know it tells nothing of.
      const isOff = error instanceof AppError && error.code === "connector_not_configured";
      if (!isOff && refusalOf(error) === null) throw error;
    }
  },
};

/**
 * Asks the provider how a payment stands, outside any transaction, and lets everything follow from the
 * answer. What the buyer has only agreed to is completed. Any number may run at once.
 * @throws ConnectorError, or AppError `connector_not_configured`
 */
export async function syncPayment(context: Context, paymentId: string): Promise<PaymentRow> {
  const payment = await withRefs(context, paymentId);
  const refs = refsOf(payment);
  if (payment.provider === "manual" || (refs.ref ?? refs.sessionRef) === null) return payment;
  const provider = await providerOf(context, payment);
  const snapshot = await provider.get({ ...refs, deadlineMs });
  // A provider that keeps nothing has nothing to tell.
  if (snapshot.currency === undefined && snapshot.state === "created") return payment;
  const settled = await unitOfWork(asPayments(context), "payments.sync", async (ctx) => {
    ctx.about(payment.orderId);
    const row = await applySnapshot(ctx, paymentId, snapshot, { asOf: payment.version });
    // What was begun to be completed, and whose answer we never heard, has come about or come to nothing.
    if (row.completingAt !== null && snapshot.state !== "approved") {
      return ctx.db.payment.update({ where: { id: paymentId }, data: { completingAt: null } });
    }
    if (row.version === payment.version) ctx.unchanged();
    return row;
  });
  if (snapshot.state !== "approved" || !provider.complete) return settled;
  return completePayment(context, paymentId);
}

/**
 * The payment with what its provider knows it by: where the answer of its start was lost, the same call
 * with the same key tells. Without references it was never begun.
 * @throws ConnectorError where that is not certain
 */
export async function withRefs(context: Context, paymentId: string): Promise<PaymentRow> {
  const { payment } = context.services.db.prisma;
  const find = () => payment.findUniqueOrThrow({ where: { id: paymentId } });
  const row = await find();
  if (row.provider === "manual" || row.providerRef !== null || row.sessionRef !== null) return row;
  try {
    await requestAction(context, paymentId);
  } catch (error) {
    // It says no: so it has never begun.
    if (refusalOf(error) === null) throw error;
  }
  return find();
}

/**
 * Takes or holds what the buyer has agreed to. The mark is made under the order's lock first, so that
 * the order cannot expire between: of a canceled one nothing is taken.
 */
async function completePayment(context: Context, paymentId: string): Promise<PaymentRow> {
  const payment = await markCompleting(context, paymentId);
  const provider = await providerOf(context, payment);
  const { currency, version } = payment;
  const call = { ...refsOf(payment), idempotencyKey: `${paymentId}:complete`, deadlineMs };
  const amount = Number(payment.amount);
  const capture = payment.capture === "manual" ? "manual" : "automatic";
  const work = async () => {
    if (payment.completingAt === null) {
      return provider.cancel({ ...call, idempotencyKey: cancelKey(payment) });
    }
    const completed = provider.complete?.({ ...call, amount, currency, capture });
    return completed ?? provider.get(call);
  };
  const snapshot = await work().catch((error) => {
    if (refusalOf(error) === null) throw error;
    // Whether it was done before or is refused, the payment itself tells.
    return provider.get(call);
  });
  return unitOfWork(asPayments(context), "payments.complete", async (ctx) => {
    ctx.about(payment.orderId);
    await lockOrder(ctx, { id: payment.orderId });
    const settled = await applySnapshot(ctx, paymentId, snapshot, { asOf: version });
    return ctx.db.payment.update({ where: { id: settled.id }, data: { completingAt: null } });
  });
}

function markCompleting(context: Context, paymentId: string): Promise<PaymentRow> {
  return unitOfWork(asPayments(context), "payments.complete", async (ctx) => {
    const { orderId } = await ctx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
    const order = await lockOrder(ctx, { id: orderId });
    ctx.about(orderId);
    const completingAt = order.status === "canceled" ? null : ctx.now;
    return ctx.db.payment.update({ where: { id: paymentId }, data: { completingAt } });
  });
}
