import { AppError, formatMoney, invalidMember } from "@crossdock/core";
import { lockOrder } from "../orders/transitions.ts";
import type { CommandContext, Context } from "../procedure/context.ts";
import { ownRows } from "../procedure/scoping.ts";
import { performRequests } from "./perform-request.ts";
import { providerOf } from "./provider.ts";
import { type PaymentRow, toPayment } from "./render.ts";
import { requestCapture, requestVoid } from "./requests.ts";
import type { CapturePayment, Payment } from "./schema.ts";

/**
 * Notes that held money is to be taken, under the order's lock. The provider is asked after the commit.
 * @throws AppError `not_found`, `conflict`, `validation_failed`, `connector_not_configured`
 */
export async function capturePayment(
  ctx: CommandContext,
  { id, amount, final }: CapturePayment,
): Promise<Payment> {
  const payment = await lockHeld(ctx, id);
  const { currency } = payment;
  const held = Number(payment.amountAuthorized - payment.amountCaptured);
  const taken = amount?.amount ?? held;
  if (amount && amount.currency !== currency) {
    throw invalidMember({
      pointer: "#/amount/currency",
      code: "custom",
      detail: `The payment is in ${currency}.`,
    });
  }
  if (taken > held) {
    const left = { amount: held, currency };
    throw conflict(`Of payment ${id} ${formatMoney(left)} can be captured.`, { available: left });
  }
  const { capabilities } = await providerOf(ctx, payment);
  if (taken < held && !capabilities.partialCapture) {
    throw conflict("Its provider captures a payment as a whole.");
  }
  if (!final && !capabilities.multiCapture) {
    throw conflict("Its provider captures a payment once: leave out final.");
  }
  await requestCapture(ctx, payment, { amount: taken, final: final || taken === held });
  return toPayment(payment);
}

/**
 * Notes that held money is to be let go of.
 * @throws AppError `not_found`, `conflict`
 */
export async function voidPayment(ctx: CommandContext, id: string): Promise<Payment> {
  const payment = await lockHeld(ctx, id);
  if (payment.amountCaptured > 0n) throw conflict("A part of it is captured: refund that.");
  await requestVoid(ctx, payment);
  return toPayment(payment);
}

/** The step after the commit: where the provider does not answer, a job goes on. */
export async function performNow(context: Context, { id }: Payment): Promise<Payment> {
  await performRequests(context, id).catch(() => {});
  const row = await context.services.db.prisma.payment.findUniqueOrThrow({ where: { id } });
  return toPayment(row);
}

async function lockHeld(ctx: CommandContext, id: string): Promise<PaymentRow> {
  const where = { id, ...ownRows(ctx.principal, "payment") };
  const found = await ctx.db.payment.findUnique({ where });
  if (!found) throw new AppError("not_found", { detail: `There is no payment ${id}.` });
  await lockOrder(ctx, { id: found.orderId });
  ctx.about(found.orderId);
  const payment = await ctx.db.payment.findUniqueOrThrow({ where });
  const open = await ctx.db.paymentRequest.count({ where: { paymentId: id, status: "pending" } });
  if (open > 0) throw conflict("Something else is under way for this payment. Try again soon.");
  const isHeld =
    payment.status === "authorized" ||
    (payment.status === "partially_captured" && payment.amountAuthorized > payment.amountCaptured);
  if (isHeld) return payment;
  throw conflict(`Payment ${id} is ${payment.status}: only held money can be captured or voided.`);
}

function conflict(detail: string, data?: Record<string, unknown>): AppError {
  return new AppError("conflict", { detail, data });
}
