import { AppError } from "@crossdock/core";
import { notifyTeam } from "../notifications/notify-team.ts";
import { lockOrder } from "../orders/transitions.ts";
import type { CommandContext } from "../procedure/context.ts";
import { ownRows } from "../procedure/scoping.ts";
import { type Finding, passing } from "./findings.ts";
import { type PaymentRow, toPayment } from "./render.ts";
import type { Payment, ResolveReview } from "./schema.ts";

/**
 * Keeps what does not add up of a locked payment, once, and tells the team of what is new. What a person
 * has settled stays so, however often it is told again.
 */
export async function askForReview(
  ctx: CommandContext,
  payment: PaymentRow,
  found: Finding[],
): Promise<PaymentRow> {
  if (found.length + payment.reviewReasons.length === 0) return payment;
  const news = [];
  for (const { key, reason, detail } of found) {
    const where = { paymentId_key: { paymentId: payment.id, key } };
    const known = await ctx.db.paymentReview.findUnique({ where });
    if (known && (known.settledAt === null || known.settledBy !== null)) continue;
    const row = { reason, detail: detail.slice(0, 500), foundAt: ctx.now, settledAt: null };
    const create = { ...row, paymentId: payment.id, key };
    await ctx.db.paymentReview.upsert({ where, create, update: row });
    news.push(create);
  }
  const row = await keepReasons(ctx, payment);
  if (news.length === 0) return row;
  ctx.emit("payment.review_required", toPayment(row), row.partnerId);
  await notifyTeam(ctx, {
    kind: "money",
    key: `payment review ${row.id} ${news.map(({ key }) => key).join(" ")}`,
    subject: "a payment has to be looked at",
    paragraphs: news.map(({ detail }) => detail),
    href: `/orders/${row.orderId}`,
  });
  return row;
}

/** What follows from the sums ends with them: of that only what is found now stays open. */
export async function endPassing(
  ctx: CommandContext,
  { id: paymentId, reviewReasons }: PaymentRow,
  found: Finding[],
): Promise<void> {
  if (!reviewReasons.some((reason) => passing.has(reason))) return;
  const key = { notIn: found.map((one) => one.key) };
  const where = { paymentId, settledAt: null, reason: { in: [...passing] }, key };
  await ctx.db.paymentReview.updateMany({ where, data: { settledAt: ctx.now } });
}

/**
 * A person has looked at what does not add up, and says in a note what came of it.
 * @throws AppError `not_found`, `conflict` where nothing is open
 */
export async function resolveReview(
  ctx: CommandContext,
  { id, note }: ResolveReview,
): Promise<Payment> {
  const where = { id, ...ownRows(ctx.principal, "payment") };
  const found = await ctx.db.payment.findUnique({ where, select: { orderId: true } });
  if (!found) throw new AppError("not_found", { detail: `There is no payment ${id}.` });
  await lockOrder(ctx, { id: found.orderId });
  ctx.about(found.orderId);
  const settled = await ctx.db.paymentReview.updateMany({
    where: { paymentId: id, settledAt: null },
    data: { settledAt: ctx.now, settledBy: ctx.principal.name, note },
  });
  if (settled.count === 0) {
    throw new AppError("conflict", { detail: `Of payment ${id} nothing is to be looked at.` });
  }
  return toPayment(await keepReasons(ctx, await ctx.db.payment.findUniqueOrThrow({ where })));
}

/** Writes down for which reasons a payment is still to be looked at. */
async function keepReasons(ctx: CommandContext, payment: PaymentRow): Promise<PaymentRow> {
  const open = await ctx.db.paymentReview.findMany({
    where: { paymentId: payment.id, settledAt: null },
    select: { reason: true },
  });
  const reviewReasons = [...new Set(open.map(({ reason }) => reason))].sort();
  if (reviewReasons.join() === payment.reviewReasons.join()) return payment;
  return ctx.db.payment.update({
    where: { id: payment.id },
    data: { reviewReasons, version: { increment: 1 }, updatedAt: ctx.now },
  });
}
