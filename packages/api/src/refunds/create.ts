import { AppError, formatMoney, invalidMember } from "@crossdock/core";
import { blockingDispute } from "../disputes/blocking.ts";
import { returnStock } from "../inventory/stock.ts";
import type { OrderRow } from "../orders/render.ts";
import { lockOrder } from "../orders/transitions.ts";
import { applySnapshot } from "../payments/ledger.ts";
import type { PaymentRow } from "../payments/render.ts";
import type { CommandContext } from "../procedure/context.ts";
import { ownRows } from "../procedure/scoping.ts";
import { insertRefund, leftByCapture } from "./insert.ts";
import { type RefundedLine, refundLines } from "./lines.ts";
import { type RefundRow, refundParts } from "./render.ts";
import type { CreateRefund } from "./schema.ts";

/**
 * Writes a refund under the order's lock, so that all refunds of an order together are never more than
 * what was captured, and puts returned goods back. Its provider is asked after the commit.
 * @throws AppError `not_found`, `validation_failed`, `conflict`
 */
export async function createRefund(ctx: CommandContext, input: CreateRefund): Promise<RefundRow> {
  const where = { id: input.orderId, ...ownRows(ctx.principal, "order") };
  const order = await lockOrder(ctx, where);
  ctx.about(order.id);
  refuseCurrency(order, input);
  const lines = await refundLines(ctx, order, input.lines ?? []);
  const { payment, left } = await choosePayment(ctx, order, input.paymentId);
  await refuseDisputed(ctx, payment);
  const all = left.reduce((sum, capture) => sum + capture.left, 0);
  const amount = input.amount?.amount ?? (input.lines ? sumOf(lines) : all);
  if (amount > all || amount === 0) throw tooMuch(payment, all);
  const capture = left.find((one) => one.left >= amount);
  if (!capture) throw inParts(payment, left);
  const reason = input.reason ?? null;
  const row = await insertRefund(ctx, payment, {
    amount,
    reason,
    captureRef: capture.ref,
    lines: lines.map(({ item, quantity, amount, restock }) => ({
      ...{ orderItemId: item.id, quantity, amount, restock },
    })),
  });
  await returnStock(ctx, order.id, lines.flatMap(toReturned));
  if (payment.provider !== "manual") return row;
  return noteByHand(ctx, payment, row);
}

function refuseCurrency({ currency }: OrderRow, { amount, lines }: CreateRefund): void {
  if (amount && lines) {
    throw invalidMember({
      pointer: "#/amount",
      code: "custom",
      detail: "Send an amount or lines, not both.",
    });
  }
  if (amount && amount.currency !== currency) {
    throw invalidMember({
      pointer: "#/amount/currency",
      code: "custom",
      detail: `The order is in ${currency}.`,
    });
  }
}

async function choosePayment(
  ctx: CommandContext,
  order: OrderRow,
  paymentId: string | undefined,
): Promise<{ payment: PaymentRow; left: { ref: string; left: number }[] }> {
  const candidates = [];
  for (const payment of order.payments) {
    if (paymentId !== undefined && payment.id !== paymentId) continue;
    const left = await leftByCapture(ctx, payment);
    if (left.some((capture) => capture.left > 0)) candidates.push({ payment, left });
  }
  const [only, ...others] = candidates;
  if (!only) {
    throw new AppError("conflict", {
      detail: `Of order #${order.number} nothing is left to give back.`,
    });
  }
  if (others.length === 0) return only;
  throw new AppError("conflict", {
    detail: `Several payments of order #${order.number} have money left: name one by paymentId.`,
    data: { payments: candidates.map(({ payment }) => payment.id) },
  });
}

// The bank has taken the money back already, or may: a refund beside it would pay the buyer twice.
async function refuseDisputed(ctx: CommandContext, { id }: PaymentRow): Promise<void> {
  const dispute = await blockingDispute(ctx, id);
  if (!dispute) return;
  throw new AppError("conflict", {
    detail: "The payment is disputed: its bank decides who gets the money.",
    data: { dispute: dispute.id },
  });
}

function tooMuch({ currency, id }: PaymentRow, amount: number): AppError {
  return new AppError("conflict", {
    detail: `Of payment ${id} ${formatMoney({ amount, currency })} can be given back.`,
    data: { available: { amount, currency } },
  });
}

function inParts({ currency, id }: PaymentRow, left: { left: number }[]): AppError {
  const amount = Math.max(...left.map((capture) => capture.left));
  return new AppError("conflict", {
    detail: `Payment ${id} was taken in parts: at most ${formatMoney({ amount, currency })} can be given back at once.`,
    data: { availableAtOnce: { amount, currency } },
  });
}

function sumOf(lines: RefundedLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

function toReturned({ item, quantity, restock }: RefundedLine) {
  const { variantId, sku } = item;
  return restock && variantId !== null ? [{ variantId, sku, quantity }] : [];
}

/** No provider has a part in it: whoever refunds a transfer has sent the money, and notes it. */
async function noteByHand(
  ctx: CommandContext,
  payment: PaymentRow,
  { id, amount }: RefundRow,
): Promise<RefundRow> {
  const { currency } = payment;
  const made = { ref: id, refundId: id, amount: Number(amount), at: ctx.now } as const;
  const refunds = [{ ...made, status: "succeeded" as const }];
  await applySnapshot(ctx, payment.id, { currency, state: "captured", facts: [], refunds });
  return ctx.db.refund.findUniqueOrThrow({ where: { id }, include: refundParts });
}
