import type Stripe from "stripe";
import type { Account } from "./account.ts";
import type { Charge, Dispute } from "./objects.ts";

/** The buyer's bank asks (`inquiry`), or takes the money back at once (`chargeback`). */
export function openDispute(
  account: Account,
  charge: Charge,
  kind: "inquiry" | "chargeback",
  amount = charge.amount_captured,
): Dispute {
  const now = account.now();
  const dispute: Dispute = {
    ...{ id: account.id("du"), object: "dispute", amount, balance_transactions: [] },
    ...{ charge: charge.id, created: now, currency: charge.currency, livemode: false },
    evidence_details: {
      ...{ due_by: now + 7 * 24 * 3600, has_evidence: false, past_due: false, submission_count: 0 },
      enhanced_eligibility: {},
      submission_method: "not_submitted",
    },
    ...{ is_charge_refundable: kind === "inquiry", metadata: {}, reason: "fraudulent" },
    ...{ payment_intent: charge.payment_intent },
    status: kind === "inquiry" ? "warning_needs_response" : "needs_response",
  };
  account.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  account.emit("charge.dispute.created", dispute);
  if (kind === "chargeback") withdraw(account, dispute);
  return dispute;
}

function withdraw(account: Account, dispute: Dispute): void {
  dispute.balance_transactions.push(movement(account, dispute, -dispute.amount));
  account.emit("charge.dispute.funds_withdrawn", dispute);
}

/** An inquiry becomes a chargeback. */
export function escalateDispute(account: Account, dispute: Dispute): void {
  if (dispute.status !== "warning_needs_response") return;
  Object.assign(dispute, { status: "needs_response", is_charge_refundable: false });
  account.emit("charge.dispute.updated", dispute);
  withdraw(account, dispute);
}

/** The bank has decided; an inquiry is closed without a winner. */
export function closeDispute(account: Account, dispute: Dispute, outcome: "won" | "lost"): void {
  if (["won", "lost", "warning_closed"].includes(dispute.status)) return;
  const inquiry = dispute.status.startsWith("warning_");
  dispute.status = inquiry ? "warning_closed" : outcome;
  if (!inquiry && outcome === "won") {
    dispute.balance_transactions.push(movement(account, dispute, dispute.amount));
    account.emit("charge.dispute.funds_reinstated", dispute);
  }
  account.emit("charge.dispute.closed", dispute);
}

function movement(
  account: Account,
  { id, currency }: Dispute,
  amount: number,
): Stripe.BalanceTransaction {
  const now = account.now();
  return {
    ...{ id: account.id("txn"), object: "balance_transaction", amount, available_on: now },
    ...{ created: now, currency, description: null, exchange_rate: null, fee: 0 },
    ...{ fee_details: [], net: amount, reporting_category: "dispute", source: id },
    ...{ status: "available", type: "adjustment", balance_type: "payments" },
  };
}
