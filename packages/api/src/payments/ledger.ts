import type { PaymentSnapshot } from "@crossdock/connectors";
import { applyDisputes } from "../disputes/apply.ts";
import { lockOrder } from "../orders/transitions.ts";
import type { CommandContext } from "../procedure/context.ts";
import type { EventType } from "../procedure/events.ts";
import { applyRefunds } from "../refunds/apply.ts";
import { addFacts } from "./facts.ts";
import { wrongCurrency } from "./findings.ts";
import { type PaymentRow, toPayment } from "./render.ts";
import { askForReview, endPassing } from "./review.ts";
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
  if (isOtherMoney(payment, snapshot)) {
    const told = snapshot.currency?.toUpperCase() ?? "an unknown currency";
    return askForReview(ctx, payment, [wrongCurrency(told, payment.currency)]);
  }
  const isCurrent = asOf === payment.version;
  const { facts, news, differing } = await addFacts(ctx, payment, snapshot);
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
  const found = await settleOrder(ctx, order, { before: payment, payment: settled, isFreed });
  await endPassing(ctx, settled, found);
  return askForReview(ctx, settled, [...found, ...differing, ...refunds.differing]);
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
