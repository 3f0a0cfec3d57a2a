import { lockOrder } from "../orders/transitions.ts";
import type { Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { applySnapshot } from "./ledger.ts";
import {
  asPayments,
  cancelKey,
  deadlineMs,
  firstTryMs,
  providerOf,
  refsOf,
  refusalOf,
} from "./provider.ts";
import type { PaymentRow } from "./render.ts";
import { type Request, requestJob } from "./requests.ts";
import { syncPayment, withRefs } from "./sync.ts";

export const finishPaymentRequests: Job = {
  name: requestJob,
  callsOut: true,
  run: (context, { requestId = "" }) => performRequest(context, requestId),
};

/** Does what is open for a payment. @throws ConnectorError where that is not certain yet */
export async function performRequests(context: Context, paymentId: string): Promise<void> {
  const open = await context.services.db.prisma.paymentRequest.findMany({
    where: { paymentId, status: "pending" },
    orderBy: { id: "asc" },
  });
  for (const { id } of open) await performRequest(context, id);
}

/**
 * Asks the provider for one thing, with the row's id as its key, and keeps what came of it. May be
 * lost and run again at any point: what has come about already is not asked for.
 */
export async function performRequest(context: Context, requestId: string): Promise<void> {
  const { prisma } = context.services.db;
  const find = () =>
    prisma.paymentRequest.findUniqueOrThrow({
      where: { id: requestId },
      include: { payment: true },
    });
  const begun = await find();
  if (begun.status !== "pending") return;
  const age = context.services.clock.now().getTime() - begun.createdAt.getTime();
  // On a second try the provider is asked first: it may have done it, and replays a lost 500 for ever.
  if (age > firstTryMs) await syncPayment(context, begun.paymentId);
  const request = await find();
  if (outcomeOf(request, request.payment)) return keepOutcome(context, request);
  const { amount, final } = request;
  const payment = await withRefs(context, request.paymentId);
  const provider = await providerOf(context, payment);
  if ((payment.providerRef ?? payment.sessionRef) === null) {
    return keepOutcome(context, request, "The provider has never heard of it.");
  }
  const call = { ...refsOf(payment), idempotencyKey: request.id, deadlineMs };
  const money = { amount: Number(amount), currency: payment.currency };
  try {
    const snapshot =
      request.kind === "capture"
        ? await provider.capture({ ...call, ...money, final })
        : await provider.cancel({ ...call, idempotencyKey: cancelKey(payment) });
    await unitOfWork(asPayments(context), "payments.request", async (ctx) => {
      ctx.about(payment.orderId);
      await applySnapshot(ctx, payment.id, snapshot, { asOf: payment.version });
    });
    // Nothing is held any more and nothing was taken: what the provider had put off, it has declined.
    const isDeclined = request.kind === "capture" && snapshot.state === "failed";
    const why = snapshot.failure?.message ?? "The provider has declined it.";
    await keepOutcome(context, request, isDeclined ? why : undefined);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    // It may have said no because it was done before: the payment itself tells.
    await syncPayment(context, payment.id);
    await keepOutcome(context, request, refusal);
  }
}

function keepOutcome(context: Context, request: Request, refusal?: string): Promise<void> {
  return unitOfWork(asPayments(context), "payments.request", async (ctx) => {
    const where = { id: request.paymentId };
    const { orderId } = await ctx.db.payment.findUniqueOrThrow({ where });
    await lockOrder(ctx, { id: orderId });
    ctx.about(orderId);
    const outcome = outcomeOf(request, await ctx.db.payment.findUniqueOrThrow({ where }));
    const status = outcome ?? (refusal === undefined ? "pending" : "failed");
    const failureReason = status === "failed" ? (refusal ?? "The money was taken before.") : null;
    await ctx.db.paymentRequest.update({
      where: { id: request.id },
      data: { status, failureReason: failureReason?.slice(0, 500), updatedAt: ctx.now },
    });
  });
}

/** What the ledger says has come of it; null where that is open. */
function outcomeOf(
  { kind, amount, capturedBefore }: Request,
  { amountCaptured, providerState }: PaymentRow,
): "succeeded" | "failed" | null {
  if (kind === "capture") return amountCaptured >= capturedBefore + amount ? "succeeded" : null;
  if (amountCaptured > 0n) return "failed";
  return providerState === "canceled" || providerState === "expired" ? "succeeded" : null;
}
