import type { PaymentSnapshot } from "@crossdock/connectors";
import { applyDisputes } from "../disputes/apply.ts";
import { notifyTeam } from "../notifications/notify-team.ts";
import { lockOrder } from "../orders/transitions.ts";
import type { CommandContext } from "../procedure/context.ts";
import type { EventType } from "../procedure/events.ts";
import { applyRefunds } from "../refunds/apply.ts";
import { addFacts, type ReviewReason } from "./facts.ts";
import { type PaymentRow, toPayment } from "./render.ts";
import { settleOrder } from "./settle-order.ts";
import { nextState, type ProviderState, paymentStatus, sumLedger } from "./status.ts";

/**
 * Adds what a provider says to the payment's ledger and lets refunds, disputes, payment and order
 * follow from it: whether a webhook tells, or the provider was asked. Facts may come in any order and
 * any number of times: the same facts end in the same rows. What does not fit is never dropped
 * silently: the payment is then to be reviewed. Locks are taken as everywhere: the order's row, then
 * the payment's.
 * @param asOf the payment's version when the provider was asked: where it still is, the answer is how
 *   things stand now, and may take back what an event said
 */
export async function applySnapshot(
  ctx: CommandContext,
  paymentId: string,
  snapshot: PaymentSnapshot,
  { asOf }: { asOf?: number } = {},
): Promise<PaymentRow> {
  const { orderId } = await ctx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
  const order = await lockOrder(ctx, { id: orderId });
  await ctx.db.$executeRaw`SELECT FROM payment WHERE id = ${paymentId} FOR UPDATE`;
  const payment = await ctx.db.payment.findUniqueOrThrow({ where: { id: paymentId } });
  if (isOtherMoney(payment, snapshot)) return askForReview(ctx, payment, ["wrong_currency"]);
  const isCurrent = asOf === payment.version;
  const { facts, news, differs } = await addFacts(ctx, paymentId, snapshot);
  const refunds = await applyRefunds(ctx, payment, snapshot);
  const disputes = await applyDisputes(ctx, payment, snapshot, isCurrent);
  const sums = sumLedger(facts);
  const state = nextState(payment.providerState as ProviderState, snapshot.state, isCurrent);
  const isNews = news.size > 0 || refunds.changed || disputes.changed;
  const settled = await keep(ctx, payment, isNews, {
    providerState: state,
    status: paymentStatus(payment.amount, sums, { state, isClosed: payment.closedAt !== null }),
    amountAuthorized: BigInt(sums.authorized),
    amountCaptured: BigInt(sums.captured),
    amountRefunded: BigInt(sums.refunded),
    providerRef: snapshot.ref ?? payment.providerRef,
    sessionRef: snapshot.sessionRef ?? payment.sessionRef,
    ...failureOf(payment, snapshot, sums.captured),
  });
  tell(ctx, payment, settled);
  const isFreed = disputes.freed || news.has("chargeback_reversal");
  const reasons = await settleOrder(ctx, order, { before: payment, payment: settled, isFreed });
  if (differs || refunds.differ) reasons.push("amount_differs");
  return askForReview(ctx, settled, reasons);
}

function isOtherMoney(payment: PaymentRow, snapshot: PaymentSnapshot): boolean {
  const { currency, facts, refunds = [], disputes = [] } = snapshot;
  if (currency !== undefined) return currency.toUpperCase() !== payment.currency;
  return facts.length + refunds.length + disputes.length > 0;
}

function failureOf(payment: PaymentRow, { failure }: PaymentSnapshot, captured: number) {
  if (captured > 0) return { failureCode: null, failureMessage: null };
  return {
    failureCode: failure?.code.slice(0, 100) ?? payment.failureCode,
    failureMessage: failure?.message.slice(0, 500) ?? payment.failureMessage,
  };
}

/** Writes what has changed, be it in the ledger alone; what was told before leaves the row and its version as they are. */
async function keep(
  ctx: CommandContext,
  payment: PaymentRow,
  isNews: boolean,
  data: Partial<PaymentRow>,
): Promise<PaymentRow> {
  const changed = Object.entries(data).some(
    ([member, value]) => payment[member as keyof PaymentRow] !== value,
  );
  if (!changed && !isNews) return payment;
  const { reviewReasons: _, action: __, ...members } = data;
  return ctx.db.payment.update({
    where: { id: payment.id },
    data: { ...members, version: { increment: 1 }, updatedAt: ctx.now },
  });
}

async function askForReview(
  ctx: CommandContext,
  payment: PaymentRow,
  found: ReviewReason[],
): Promise<PaymentRow> {
  const lasting = payment.reviewReasons.filter((reason) => !passing.has(reason));
  const reasons = [...new Set([...lasting, ...found])].sort();
  if (reasons.join() === payment.reviewReasons.join()) return payment;
  const row = await ctx.db.payment.update({
    where: { id: payment.id },
    data: { reviewReasons: reasons, version: { increment: 1 }, updatedAt: ctx.now },
  });
  if (reasons.every((reason) => payment.reviewReasons.includes(reason))) return row;
  ctx.emit("payment.review_required", toPayment(row), row.partnerId);
  await notifyTeam(ctx, {
    kind: "money",
    key: `payment review ${row.id} ${reasons.join(" ")}`,
    subject: "a payment has to be looked at",
    paragraphs: reasons.map((reason) => sentences[reason] ?? reason),
    href: `/orders/${row.orderId}`,
  });
  return row;
}

// These follow from the sums, and go with them.
const passing: ReadonlySet<string> = new Set(["overpaid", "refunded_more_than_captured"]);

const sentences: Record<string, string> = {
  amount_differs: "Its provider has told two different amounts of one movement of money.",
  wrong_currency: "Its provider has told of money in another currency. It was not counted.",
  overpaid: "More was paid than the order costs. Give the difference back.",
  refunded_more_than_captured: "More was given back than had come in.",
} satisfies Record<ReviewReason, string>;

function tell(ctx: CommandContext, before: PaymentRow, payment: PaymentRow): void {
  const type = typeOf(before, payment);
  if (type) ctx.emit(type, toPayment(payment), payment.partnerId);
}

function typeOf(before: PaymentRow, payment: PaymentRow): EventType | undefined {
  const { amount } = payment;
  if (before.amountCaptured < amount && payment.amountCaptured >= amount) return "payment.captured";
  if (payment.status === before.status) return undefined;
  if (payment.status === "authorized") return "payment.authorized";
  if (payment.status === "failed") return "payment.failed";
  const isOver = canceled.has(payment.status) && !canceled.has(before.status);
  return isOver ? "payment.canceled" : undefined;
}

const canceled: ReadonlySet<string> = new Set(["canceled", "expired"]);
