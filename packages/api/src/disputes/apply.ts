import type { DisputeFact, PaymentSnapshot } from "@crossdock/connectors";
import { formatMoney, newId } from "@crossdock/core";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { PaymentRow } from "../payments/render.ts";
import type { CommandContext } from "../procedure/context.ts";
import { type DisputeRow, toDispute } from "./render.ts";

/**
 * Lets a locked payment's disputes follow from what its provider says. Whether money has moved, the
 * ledger says: here is how the dispute stands, and whether we may still give money back. `freed`: we
 * may again, since one of them came to its end.
 * @param isCurrent the provider was asked, so that a decision may be taken back by an appeal
 */
export async function applyDisputes(
  ctx: CommandContext,
  payment: PaymentRow,
  { disputes = [] }: PaymentSnapshot,
  isCurrent: boolean,
): Promise<{ changed: boolean; freed: boolean }> {
  let [changed, freed] = [false, false];
  for (const fact of disputes) {
    const where = { paymentId_providerRef: { paymentId: payment.id, providerRef: fact.ref } };
    const row = await ctx.db.dispute.findUnique({ where });
    const next = row
      ? await moveDispute(ctx, row, fact, isCurrent)
      : await openDispute(ctx, payment, fact);
    if (next !== row) changed = true;
    if (row && !row.refundable && next.refundable) freed = true;
  }
  return { changed, freed };
}

async function openDispute(
  ctx: CommandContext,
  payment: PaymentRow,
  { ref, reason, ...fact }: DisputeFact,
): Promise<DisputeRow> {
  const row = await ctx.db.dispute.create({
    data: {
      ...fact,
      id: newId("dsp", ctx.now),
      orderId: payment.orderId,
      paymentId: payment.id,
      partnerId: payment.partnerId,
      currency: payment.currency,
      reason: reason.slice(0, 200),
      providerRef: ref,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
  });
  const object = toDispute(row);
  ctx.emit("dispute.opened", object, row.partnerId);
  if (isOver(row)) {
    ctx.emit("dispute.closed", object, row.partnerId);
    return row;
  }
  await notifyTeam(ctx, {
    kind: "money",
    key: `dispute opened ${row.id}`,
    subject: "a buyer disputes a payment",
    paragraphs: [
      `${formatMoney(object.amount)}, for the reason ${row.reason}.`,
      row.evidenceDueAt
        ? `Answer at the payment provider by ${row.evidenceDueAt.toISOString().slice(0, 10)}.`
        : "Answer at the payment provider.",
    ],
    href: `/orders/${row.orderId}`,
  });
  return row;
}

const ranks: Record<DisputeRow["status"], number> = {
  inquiry: 0,
  needs_response: 1,
  under_review: 2,
  closed: 3,
  won: 4,
  lost: 5,
};

async function moveDispute(
  ctx: CommandContext,
  row: DisputeRow,
  fact: DisputeFact,
  isCurrent: boolean,
): Promise<DisputeRow> {
  const { status, refundable, amount, evidenceDueAt } = fact;
  if (!isCurrent && ranks[status] < ranks[row.status]) return row;
  // Two words of one state: the careful one counts, in whichever order they came.
  const same = !isCurrent && status === row.status;
  const next = {
    status,
    amount: BigInt(amount),
    refundable: same ? refundable && row.refundable : refundable,
    evidenceDueAt: same ? later(evidenceDueAt, row.evidenceDueAt) : evidenceDueAt,
  };
  const changed =
    next.status !== row.status ||
    next.amount !== row.amount ||
    next.refundable !== row.refundable ||
    next.evidenceDueAt?.getTime() !== row.evidenceDueAt?.getTime();
  if (!changed) return row;
  const where = { id: row.id };
  const moved = await ctx.db.dispute.update({ where, data: { ...next, updatedAt: ctx.now } });
  const type = isOver(moved) && !isOver(row) ? "dispute.closed" : "dispute.updated";
  ctx.emit(type, toDispute(moved), moved.partnerId);
  return moved;
}

function isOver({ status }: DisputeRow): boolean {
  return status === "won" || status === "lost" || status === "closed";
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
