import type { PaymentFact, PaymentSnapshot, PaymentState } from "../contract.ts";
import { fromStripeAmount } from "./amount.ts";
import type { Charge, Intent } from "./objects.ts";

/**
 * What a payment intent says, by itself or with its charge beside it. A capture is known by the
 * intent's id, whether the session or the intent tells of it, so that both are one row of the ledger.
 */
export function fromIntent(intent: Intent, at: Date): PaymentSnapshot | null {
  const amount = fromStripeAmount(intent.amount, intent.currency);
  const state = states.get(intent.status);
  if (amount === null || !state) return null;
  return {
    paymentId: intent.metadata?.payment_id,
    orderId: intent.metadata?.order_id,
    ref: intent.id,
    currency: intent.currency,
    amount,
    state,
    failure: failureOf(intent),
    methodSummary: methodOf(intent),
    facts: factsOf(intent, at),
  };
}

/** The charge, where the call asked for it. */
export function chargeOf({ latest_charge: charge }: Intent): Charge | null {
  return typeof charge === "object" && charge !== null ? charge : null;
}

// By docs.stripe.com/payments/paymentintents/lifecycle; a declined card leaves the intent open
// for another one.
const states = new Map<string, PaymentState>([
  ["requires_payment_method", "created"],
  ["requires_confirmation", "created"],
  ["requires_action", "requires_action"],
  ["processing", "processing"],
  ["requires_capture", "authorized"],
  ["succeeded", "captured"],
  ["canceled", "canceled"],
]);

function factsOf(intent: Intent, at: Date): PaymentFact[] {
  const fact = (type: PaymentFact["type"], amount: number | undefined): PaymentFact[] => {
    const ours = amount === undefined ? null : fromStripeAmount(amount, intent.currency);
    if (ours === null || ours === 0) return [];
    return [{ type, ref: intent.id, status: "succeeded", amount: ours, at }];
  };
  const received = intent.amount_received ?? 0;
  if (intent.status === "succeeded") {
    return fact("capture", intent.amount_received ?? intent.amount);
  }
  if (intent.status === "requires_capture") {
    return fact("authorization", received + (intent.amount_capturable ?? intent.amount));
  }
  const charge = chargeOf(intent);
  if (intent.status !== "canceled" || !charge || charge.captured) return [];
  // A try that was declined held nothing that could be let go of.
  if (charge.status === "failed") return [];
  return fact("void", charge.amount);
}

function failureOf({ last_payment_error: error }: Intent): PaymentSnapshot["failure"] {
  if (!error) return undefined;
  return {
    code: error.decline_code ?? error.code ?? "payment_failed",
    message: error.message ?? "The payment did not go through.",
  };
}

function methodOf(intent: Intent): PaymentSnapshot["methodSummary"] {
  const method =
    chargeOf(intent)?.payment_method_details ?? intent.last_payment_error?.payment_method;
  if (method) {
    const { type, card } = method;
    return { type, brand: card?.brand ?? undefined, last4: card?.last4 ?? undefined };
  }
  const [only, ...others] = intent.payment_method_types ?? [];
  return only !== undefined && others.length === 0 ? { type: only } : undefined;
}
