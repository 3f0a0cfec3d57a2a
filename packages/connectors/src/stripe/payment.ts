import Stripe from "stripe";
import { ConnectorError } from "../connector-error.ts";
import type {
  CapturePayment,
  PaymentCall,
  PaymentConnector,
  PaymentRefs,
  PaymentSnapshot,
  RefundPayment,
} from "../contract.ts";
import { toStripeAmount } from "./amount.ts";
import { callStripe, type StripeAccess } from "./client.ts";
import { createIntent, createSession } from "./create.ts";
import { Refund } from "./objects.ts";
import { readPayment } from "./read.ts";
import { fromRefund } from "./refund.ts";

/**
 * Payments on Stripe's hosted page (docs.stripe.com/payments/checkout), or on the caller's by a
 * payment intent.
 * @param access throws AppError `connector_not_configured` where the key is missing
 */
export function stripePayments(access: () => StripeAccess): PaymentConnector {
  return {
    capabilities: {
      hosted: true,
      embedded: true,
      manualCapture: true,
      partialCapture: true,
      // Stripe has it for some cards only.
      multiCapture: false,
      partialRefund: true,
      disputes: true,
    },
    toProviderAmount: toStripeAmount,
    async create(input) {
      const create = input.flow === "embedded" ? createIntent : createSession;
      return callStripe(access(), input.deadlineMs, (stripe) => create(stripe, input));
    },
    get: (input) => callStripe(access(), input.deadlineMs, (stripe) => readPayment(stripe, input)),
    capture: (input) => callStripe(access(), input.deadlineMs, (stripe) => capture(stripe, input)),
    cancel: (input) => callStripe(access(), input.deadlineMs, (stripe) => cancel(stripe, input)),
    refund: (input) => callStripe(access(), input.deadlineMs, (stripe) => refund(stripe, input)),
  };
}

async function capture(stripe: Stripe, input: CapturePayment): Promise<PaymentSnapshot> {
  const ref = intentOf(input);
  const params = { amount_to_capture: toStripeAmount(input) };
  await stripe.paymentIntents.capture(ref, params, { idempotencyKey: input.idempotencyKey });
  return readPayment(stripe, input);
}

// A session's own intent cannot be canceled beside it while it is open, so the session goes first. Without
// keys of ours: Stripe would answer a second try with the refusal of the first for a day, although the
// payment may be canceled by then, and neither call does anything twice.
async function cancel(stripe: Stripe, input: PaymentCall): Promise<PaymentSnapshot> {
  const { sessionRef } = input;
  let { ref } = input;
  if (sessionRef !== null) {
    await stripe.checkout.sessions.expire(sessionRef).catch(unlessOver);
    ref ??= (await readPayment(stripe, input)).ref ?? null;
  }
  if (ref !== null) {
    await stripe.paymentIntents.cancel(ref).catch(unlessOver);
  }
  return readPayment(stripe, input);
}

/** Stripe refuses to end what has ended already; how it ended, the object itself tells. */
function unlessOver(error: unknown): void {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
}

async function refund(stripe: Stripe, input: RefundPayment): Promise<PaymentSnapshot> {
  const ref = intentOf(input);
  const metadata = { refund_id: input.refundId, reason: input.reason.slice(0, 500) };
  const params = { payment_intent: ref, amount: toStripeAmount(input), metadata };
  const made = await stripe.refunds.create(params, { idempotencyKey: input.idempotencyKey });
  const told = fromRefund(Refund.parse(made));
  return {
    ref,
    currency: input.currency,
    state: "captured",
    facts: [],
    refunds: told ? [told] : [],
  };
}

function intentOf({ ref }: PaymentRefs): string {
  if (ref !== null) return ref;
  throw new ConnectorError("stripe", "invalid_request", "Stripe has no payment intent for it yet.");
}
