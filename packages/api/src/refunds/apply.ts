import type { PaymentSnapshot, RefundFact } from "@crossdock/connectors";
import { notifyTeam } from "../notifications/notify-team.ts";
import { amountDiffers, type Finding } from "../payments/findings.ts";
import type { PaymentRow } from "../payments/render.ts";
import type { CommandContext } from "../procedure/context.ts";
import { writeRefund } from "./insert.ts";
import { type RefundRow, refundParts, toRefund } from "./render.ts";

/**
 * Lets a locked payment's refunds follow from what its provider says. One of ours is known by the id
 * that we gave it, any other by the provider's: that one was made elsewhere.
 */
export async function applyRefunds(
  ctx: CommandContext,
  payment: PaymentRow,
  snapshot: PaymentSnapshot,
): Promise<{ changed: boolean; differing: Finding[] }> {
  const told = toldRefunds(snapshot);
  if (told.length === 0) return { changed: false, differing: [] };
  const rows = await ctx.db.refund.findMany({
    where: { paymentId: payment.id },
    include: refundParts,
  });
  const differing: Finding[] = [];
  let changed = false;
  for (const fact of told) {
    const row =
      rows.find(({ providerRef }) => providerRef === fact.ref) ??
      rows.find(({ id, providerRef }) => id === fact.refundId && providerRef === null);
    if (row && row.amount !== BigInt(fact.amount)) {
      differing.push(amountDiffers({ type: "refund", amount: row.amount }, fact, payment.currency));
    }
    if (!row) rows.push(await insertExternal(ctx, payment, fact));
    if (!row || (await moveRefund(ctx, row, fact))) changed = true;
  }
  return { changed, differing };
}

/** What is told of refunds, as such or as a bare movement of money. */
function toldRefunds({ facts, refunds = [] }: PaymentSnapshot): RefundFact[] {
  const known = new Set(refunds.map(({ ref }) => ref));
  const bare = facts.filter(({ type, ref }) => type === "refund" && !known.has(ref));
  return [...refunds, ...bare].filter(({ amount }) => amount > 0);
}

async function insertExternal(
  ctx: CommandContext,
  payment: PaymentRow,
  { ref, amount, status, reason }: RefundFact,
): Promise<RefundRow> {
  const failed = isFailure(status);
  const row = await writeRefund(ctx, payment, {
    ...{ amount, status, source: "external", providerRef: ref },
    reason: failed ? null : reason?.slice(0, 500),
    failureReason: failed ? reason?.slice(0, 500) : null,
  });
  await tell(ctx, row, "pending");
  return row;
}

// A refund can fail after it has succeeded: then the money is ours again.
const ranks = { pending: 0, requires_action: 1, succeeded: 2, canceled: 3, failed: 4 };

async function moveRefund(ctx: CommandContext, row: RefundRow, fact: RefundFact): Promise<boolean> {
  // What we took for refused may have been done all the same: the provider knows it now.
  const isNew = row.providerRef === null;
  const status = isNew || ranks[fact.status] > ranks[row.status] ? fact.status : row.status;
  if (status === row.status && !isNew) return false;
  const failureReason = isFailure(status) ? (fact.reason?.slice(0, 500) ?? null) : null;
  const moved = await ctx.db.refund.update({
    where: { id: row.id },
    data: { status, providerRef: fact.ref, failureReason, updatedAt: ctx.now },
    include: refundParts,
  });
  await tell(ctx, moved, row.status);
  return true;
}

/** Says what became of a refund, where something has; of a failure also what there is to do. */
export async function tell(
  ctx: CommandContext,
  row: RefundRow,
  before: RefundRow["status"],
  advice = "The money is still the shop's. Give it back in another way.",
): Promise<void> {
  if (row.status === before) return;
  if (row.status === "succeeded") ctx.emit("refund.succeeded", toRefund(row), row.partnerId);
  if (!isFailure(row.status)) return;
  ctx.emit("refund.failed", toRefund(row), row.partnerId);
  await notifyTeam(ctx, {
    kind: "money",
    key: `refund failed ${row.id}`,
    subject: "a refund has failed",
    paragraphs: [row.failureReason ?? "The provider does not say why.", advice],
    href: `/orders/${row.orderId}`,
  });
}

function isFailure(status: RefundRow["status"]): boolean {
  return status === "failed" || status === "canceled";
}
