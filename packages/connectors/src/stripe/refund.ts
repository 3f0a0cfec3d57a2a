import type { RefundFact } from "../contract.ts";
import { fromStripeAmount } from "./amount.ts";
import type { Charge, Refund } from "./objects.ts";

/** A refund in our words; null in a currency that we take no payment in. */
export function fromRefund(refund: Refund): RefundFact | null {
  const amount = fromStripeAmount(refund.amount, refund.currency);
  if (amount === null) return null;
  return {
    ref: refund.id,
    refundId: refund.metadata?.refund_id,
    amount,
    status: statuses.get(refund.status ?? "") ?? "pending",
    reason: refund.failure_reason ?? refund.reason ?? undefined,
    at: new Date(refund.created * 1000),
  };
}

const statuses = new Map<string, RefundFact["status"]>([
  ["pending", "pending"],
  ["requires_action", "requires_action"],
  ["succeeded", "succeeded"],
  ["failed", "failed"],
  ["canceled", "canceled"],
]);

/**
 * The refunds of a charge that gave money back. Stripe also writes a refund for what a capture of a
 * part, or a cancelation, lets go of: that money was never taken.
 */
export function trueRefunds(charge: Charge, refunds: Refund[]): Refund[] {
  if (!charge.captured) return [];
  const released = charge.amount - charge.amount_captured;
  if (released <= 0) return refunds;
  const [release] = refunds
    .filter(({ amount, metadata }) => amount === released && !metadata?.refund_id)
    .sort((a, b) => a.created - b.created);
  return refunds.filter((refund) => refund !== release);
}
