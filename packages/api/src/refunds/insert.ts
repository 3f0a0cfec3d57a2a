import { newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { PaymentRow } from "../payments/render.ts";
import type { CommandContext } from "../procedure/context.ts";
import { type RefundRow, refundParts, toRefund } from "./render.ts";

/** The job that gives money back whose caller could not, with `{ refundId }`. */
export const refundJob = "refund";

/** The caller's own call comes first; should it be lost, the job goes on. */
const jobAfterSeconds = 15;

/** What we give back of ourselves waits a little: the provider may still be letting go of it. */
export const secondThoughtsSeconds = 120;

type NewRefund = {
  amount: number;
  reason: string | null;
  captureRef?: string | null;
  lines?: Prisma.RefundLineCreateManyRefundInput[];
};

/**
 * Writes a refund before its provider is asked, in the caller's transaction and under the order's
 * lock: whoever comes next counts it as given back.
 */
export async function insertRefund(
  ctx: CommandContext,
  payment: PaymentRow,
  { amount, reason, captureRef, lines = [] }: NewRefund,
  afterSeconds = jobAfterSeconds,
): Promise<RefundRow> {
  const row = await writeRefund(ctx, payment, {
    ...{ amount, status: "pending", source: "own", captureRef, reason },
    requestedBy: ctx.principal.name,
    lines: { createMany: { data: lines } },
  });
  await ctx.enqueue(refundJob, { refundId: row.id }, afterSeconds);
  return row;
}

/** Writes a refund of a payment, ours or one that was made elsewhere, and tells of it. */
export async function writeRefund(
  ctx: CommandContext,
  payment: PaymentRow,
  data: Pick<Prisma.RefundUncheckedCreateInput, "amount" | "status" | "source"> &
    Partial<Prisma.RefundUncheckedCreateInput>,
): Promise<RefundRow> {
  const { orderId, partnerId, currency } = payment;
  const row = await ctx.db.refund.create({
    data: {
      ...data,
      ...{ id: newId("rfd", ctx.now), paymentId: payment.id, orderId, partnerId, currency },
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    include: refundParts,
  });
  ctx.emit("refund.created", toRefund(row), row.partnerId);
  return row;
}

/**
 * What may still be given back of a locked payment: captured, and neither returned nor on its way. By
 * capture, since some providers give back from one at a time.
 */
export async function leftByCapture(
  ctx: CommandContext,
  payment: PaymentRow,
): Promise<{ ref: string; left: number }[]> {
  const where = { paymentId: payment.id };
  const facts = await ctx.db.paymentTransaction.findMany({
    where: { ...where, status: "succeeded" },
    orderBy: [{ occurredAt: "asc" }, { providerRef: "asc" }],
  });
  const refunds = await ctx.db.refund.findMany({
    where: { ...where, status: { in: ["pending", "requires_action", "succeeded"] } },
  });
  const sum = (rows: { amount: bigint }[]) =>
    rows.reduce((all, row) => all + Number(row.amount), 0);
  const ofType = (type: string) => facts.filter((fact) => fact.type === type);
  const captures = ofType("capture").map(({ providerRef: ref, amount }) => {
    const own = refunds.filter(({ captureRef }) => captureRef === ref);
    return { ref, left: Number(amount) - sum(own) };
  });
  const known = new Set(captures.map(({ ref }) => ref));
  // Of what a bank took back, or was given back elsewhere, nobody says from which capture.
  let elsewhere =
    sum(refunds.filter(({ captureRef }) => captureRef === null || !known.has(captureRef))) +
    Math.max(0, sum(ofType("chargeback")) - sum(ofType("chargeback_reversal")));
  return captures.map(({ ref, left }) => {
    const taken = Math.min(Math.max(0, left), elsewhere);
    elsewhere -= taken;
    return { ref, left: Math.max(0, left - taken) };
  });
}
