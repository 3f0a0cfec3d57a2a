import type { Totals } from "../totals.ts";
import type { Account } from "./account.ts";

/** The sums over the payments that carry this id of the shop, an order's or a payment's. */
export function stripeTotals(account: Account, reference: string): Totals {
  const totals: Totals = { payments: 0, authorized: 0, captured: 0, refunded: 0 };
  for (const intent of account.intents.values()) {
    if (!Object.values(intent.metadata).includes(reference)) continue;
    if (intent.amount_received > 0) totals.payments += 1;
    totals.authorized += intent.amount_capturable;
    totals.captured += intent.amount_received;
    totals.refunded += refundedOf(account, intent.id) + takenBack(account, intent.id);
  }
  return totals;
}

/** What was released of an authorisation is among the refunds, but no money that was taken. */
function refundedOf({ charges }: Account, intentId: string): number {
  let sum = 0;
  for (const charge of charges.values()) {
    if (charge.payment_intent !== intentId || charge.amount_captured === 0) continue;
    const released = charge.captured ? charge.amount - charge.amount_captured : 0;
    sum += charge.amount_refunded - released;
  }
  return sum;
}

/** What disputes have taken, as far as they did not bring it back. */
function takenBack({ disputes }: Account, intentId: string): number {
  return [...disputes.values()]
    .filter(({ payment_intent }) => payment_intent === intentId)
    .flatMap(({ balance_transactions }) => balance_transactions)
    .reduce((sum, { amount }) => sum - amount, 0);
}
