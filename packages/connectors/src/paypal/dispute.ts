import { z } from "zod";
import type { DisputeFact, PaymentSnapshot } from "../contract.ts";
import { PaypalMoney } from "./resources.ts";
import { ourId } from "./snapshot.ts";

/**
 * A dispute (developer.paypal.com/docs/api/customer-disputes/v1). Money moves by reversals, which have
 * their own event, so no fact comes of it.
 * @returns null where it is about no payment or about several
 */
export function disputeSnapshot(resource: unknown): PaymentSnapshot | null {
  const dispute = Dispute.parse(resource);
  const [transaction, ...others] = dispute.disputed_transactions;
  if (!transaction || others.length > 0) return null;
  const { amount, currency } = dispute.dispute_amount;
  const status = statusOf(dispute);
  return {
    paymentId: ourId(transaction.custom, "pay_"),
    captureRef: transaction.seller_transaction_id,
    currency,
    state: "captured",
    facts: [],
    disputes: [
      {
        ref: dispute.dispute_id,
        amount,
        reason: dispute.reason.toLowerCase(),
        status,
        refundable: refundable.has(status),
        evidenceDueAt: dispute.seller_response_due_date ?? null,
      },
    ],
  };
}

const Time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const Dispute = z.object({
  dispute_id: z.string(),
  disputed_transactions: z.array(
    z.object({ seller_transaction_id: z.string().optional(), custom: z.string().optional() }),
  ),
  reason: z.string().default("OTHER"),
  status: z.string(),
  dispute_amount: PaypalMoney,
  dispute_life_cycle_stage: z.string().optional(),
  dispute_outcome: z.object({ outcome_code: z.string().optional() }).optional(),
  seller_response_due_date: Time.optional(),
});

type Status = DisputeFact["status"];

function statusOf(dispute: z.infer<typeof Dispute>): Status {
  if (dispute.status === "RESOLVED") {
    return outcomes.get(dispute.dispute_outcome?.outcome_code ?? "") ?? "closed";
  }
  // The buyer and the shop still talk; PayPal has not been asked to decide.
  if (dispute.dispute_life_cycle_stage === "INQUIRY") return "inquiry";
  return dispute.status === "OPEN" || dispute.status === "WAITING_FOR_SELLER_RESPONSE"
    ? "needs_response"
    : "under_review";
}

const outcomes = new Map<string, Status>([
  ["RESOLVED_SELLER_FAVOUR", "won"],
  ["CANCELED_BY_BUYER", "won"],
  ["DENIED", "won"],
  ["RESOLVED_BUYER_FAVOUR", "lost"],
  ["ACCEPTED", "lost"],
]);

// A claim that is open or lost pays the buyer already.
const refundable: ReadonlySet<Status> = new Set(["inquiry", "won", "closed"]);
