import { moneyOf, unitsOf } from "./amounts.ts";
import type { Merchant } from "./merchant.ts";
import type { Capture, Dispute } from "./objects.ts";
import { addRefund, refundedOf } from "./refunds.ts";

/** The buyer asks the shop (`inquiry`), or PayPal to decide (`chargeback`). */
export function openDispute(
  merchant: Merchant,
  capture: Capture,
  kind: "inquiry" | "chargeback",
): Dispute {
  const now = merchant.now();
  const { custom_id, invoice_id } = capture;
  const dispute: Dispute = {
    ...{ dispute_id: `PP-D-${merchant.id().slice(0, 5)}`, create_time: now, update_time: now },
    disputed_transactions: [
      {
        seller_transaction_id: capture.id,
        ...(custom_id === undefined ? {} : { custom: custom_id }),
        ...(invoice_id === undefined ? {} : { invoice_number: invoice_id }),
      },
    ],
    reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
    status: kind === "inquiry" ? "OPEN" : "WAITING_FOR_SELLER_RESPONSE",
    dispute_amount: capture.amount,
    dispute_life_cycle_stage: kind === "inquiry" ? "INQUIRY" : "CHARGEBACK",
    seller_response_due_date: new Date(Date.parse(now) + 10 * 24 * 3600_000).toISOString(),
  };
  merchant.disputes.set(dispute.dispute_id, dispute);
  merchant.emit("CUSTOMER.DISPUTE.CREATED", "dispute", dispute);
  return dispute;
}

/** The buyer is not content with the talk. */
export function escalateDispute(merchant: Merchant, dispute: Dispute): void {
  if (dispute.dispute_life_cycle_stage !== "INQUIRY" || dispute.status === "RESOLVED") return;
  dispute.dispute_life_cycle_stage = "CHARGEBACK";
  dispute.status = "WAITING_FOR_SELLER_RESPONSE";
  dispute.update_time = merchant.now();
  merchant.emit("CUSTOMER.DISPUTE.UPDATED", "dispute", dispute);
}

/** PayPal has decided; what the buyer wins is taken back from the capture. */
export function closeDispute(merchant: Merchant, dispute: Dispute, outcome: "won" | "lost"): void {
  if (dispute.status === "RESOLVED") return;
  const code = outcome === "won" ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR";
  Object.assign(dispute, { status: "RESOLVED", dispute_outcome: { outcome_code: code } });
  dispute.update_time = merchant.now();
  const capture = merchant.captures.get(
    dispute.disputed_transactions[0]?.seller_transaction_id ?? "",
  );
  if (outcome === "lost" && capture && capture.status !== "REFUNDED") {
    const left = unitsOf(capture.amount) - refundedOf(merchant, capture);
    const amount = moneyOf(left, capture.amount.currency_code);
    addRefund(merchant, capture, { amount }, "COMPLETED", "PAYMENT.CAPTURE.REVERSED");
  }
  merchant.emit("CUSTOMER.DISPUTE.RESOLVED", "dispute", dispute);
}
