import type { DisputeFact, PaymentFact } from "../contract.ts";
import { fromStripeAmount } from "./amount.ts";
import type { Dispute } from "./objects.ts";

/** A dispute in our words; null in a currency that we take no payment in. */
export function fromDispute(dispute: Dispute): DisputeFact | null {
  const amount = fromStripeAmount(dispute.amount, dispute.currency);
  if (amount === null) return null;
  const due = dispute.evidence_details?.due_by;
  return {
    ref: dispute.id,
    amount,
    reason: dispute.reason,
    status: statuses.get(dispute.status) ?? "under_review",
    // What is won is the shop's to give back again, whatever the flag says of before.
    refundable: dispute.is_charge_refundable || dispute.status === "won",
    evidenceDueAt: due ? new Date(due * 1000) : null,
  };
}

// An inquiry is a question of the bank; a dispute that was prevented took no money.
const statuses = new Map<string, DisputeFact["status"]>([
  ["warning_needs_response", "inquiry"],
  ["warning_under_review", "inquiry"],
  ["warning_closed", "closed"],
  ["needs_response", "needs_response"],
  ["appeal_needs_response", "needs_response"],
  ["under_review", "under_review"],
  ["appeal_under_review", "under_review"],
  ["won", "won"],
  ["lost", "lost"],
  ["prevented", "closed"],
]);

/**
 * The money that a dispute has moved: not the dispute itself takes it, but its transactions on the
 * balance do. `event` is one that tells of such a transaction.
 */
export function disputedMoney(dispute: Dispute, event?: MoneyEvent, at?: Date): PaymentFact[] {
  const amount = fromStripeAmount(dispute.amount, dispute.currency);
  if (amount === null) return [];
  const when = at ?? new Date(dispute.created * 1000);
  const fact = (type: PaymentFact["type"]): PaymentFact => {
    return { type, ref: dispute.id, status: "succeeded", amount, at: when };
  };
  const moves = dispute.balance_transactions.map((move) => move.amount);
  return [
    ...(event || moves.some((move) => move < 0) ? [fact("chargeback")] : []),
    ...(event === "reinstated" || moves.some((move) => move > 0)
      ? [fact("chargeback_reversal")]
      : []),
  ];
}

export type MoneyEvent = "withdrawn" | "reinstated";
