import { type Account, found } from "./account.ts";
import { badParameter, wrongState } from "./failure.ts";
import type { Charge, Refund } from "./objects.ts";
import type { RefundParams } from "./parameters.ts";

/** Gives captured money back. @throws StripeFailure where there is not so much left */
export function createRefund(account: Account, params: RefundParams): Refund {
  const charge = refundedCharge(account, params);
  if (!charge.captured) {
    const message = `This PaymentIntent (${charge.payment_intent}) does not have a successful charge to refund.`;
    throw wrongState(message, "payment_intent_unexpected_state");
  }
  if (refusesRefund(account, charge)) {
    throw wrongState(`Charge ${charge.id} has been charged back.`, "charge_disputed");
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw wrongState(message, "charge_already_refunded");
  }
  const amount = params.amount ?? left;
  if (amount < 1) throw badParameter("amount", "Invalid positive integer");
  if (amount > left) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`;
    throw wrongState(message, "amount_too_large", { param: "amount" });
  }
  const status = account.nextRefund;
  account.nextRefund = "succeeded";
  return addRefund(account, charge, {
    ...{ amount, reason: params.reason ?? null, metadata: params.metadata ?? {}, status },
  });
}

function refundedCharge(account: Account, params: RefundParams): Charge {
  if (params.charge !== undefined) return found(account.charges, "charge", params.charge, "charge");
  if (params.payment_intent === undefined) {
    throw badParameter(
      "payment_intent",
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  }
  const intent = found(account.intents, "payment_intent", params.payment_intent, "payment_intent");
  const charge = account.charges.get(intent.latest_charge ?? "");
  if (charge && intent.status === "succeeded") return charge;
  const message = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`;
  throw wrongState(message, "payment_intent_unexpected_state");
}

// What a won dispute has brought back can be refunded as before.
function refusesRefund({ disputes }: Account, charge: Charge): boolean {
  return [...disputes.values()].some(
    ({ charge: id, is_charge_refundable, status }) =>
      id === charge.id && !is_charge_refundable && status !== "won",
  );
}

function addRefund(
  account: Account,
  charge: Charge,
  input: Pick<Refund, "amount" | "reason" | "metadata" | "status">,
): Refund {
  const refund: Refund = {
    ...{ id: account.id("re"), object: "refund", balance_transaction: account.id("txn") },
    ...{ charge: charge.id, created: account.now(), currency: charge.currency },
    ...{ payment_intent: charge.payment_intent, ...input },
  };
  account.refunds.set(refund.id, refund);
  count(charge, refund.amount);
  account.emit("refund.created", refund);
  account.emit("charge.refunded", charge);
  return refund;
}

/**
 * What was authorised and is not taken goes back. Stripe shows it as a refund too, which is no
 * money that anybody had.
 */
export function release(
  account: Account,
  charge: Charge,
  amount: number,
  reason: Refund["reason"],
): void {
  if (amount > 0) addRefund(account, charge, { amount, reason, metadata: {}, status: "succeeded" });
}

/** A bank answers late: a pending refund succeeds, or one that had succeeded fails after all. */
export function finishRefund(account: Account, refund: Refund, status: Refund["status"]): void {
  if (refund.status === "failed" || refund.status === "canceled") return;
  const charge = found(account.charges, "charge", refund.charge);
  refund.status = status;
  if (status === "failed") {
    refund.failure_reason = "expired_or_canceled_card";
    count(charge, -refund.amount);
    account.emit("refund.failed", refund);
  }
  account.emit("refund.updated", refund);
  account.emit("charge.refund.updated", refund);
}

function count(charge: Charge, amount: number): void {
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
}
