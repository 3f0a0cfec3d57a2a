import Stripe from "stripe";
import type {
  CancelOutcome,
  CancelPayment,
  CreatedPayment,
  CreatePayment,
  PaymentConnector,
} from "../contract.ts";
import { toStripeAmount } from "./amount.ts";
import { callStripe, type StripeAccess } from "./client.ts";

/**
 * Payments on Stripe's hosted page (docs.stripe.com/payments/checkout).
 * @param access throws AppError `connector_not_configured` where the key is missing
 */
export function stripePayments(access: () => StripeAccess): PaymentConnector {
  return {
    capabilities: { hosted: true, manualCapture: false },
    toProviderAmount: toStripeAmount,
    async createPayment(input) {
      const params = sessionParams(input);
      const session = await callStripe(access(), input.deadlineMs, (stripe) =>
        stripe.checkout.sessions.create(params, { idempotencyKey: input.idempotencyKey }),
      );
      return toCreated(session);
    },
    async cancelPayment(input) {
      const { sessionRef, ref } = input;
      // A session's own payment intent cannot be canceled beside it, so the session goes first.
      if (sessionRef !== null) return { outcome: await expireSession(access(), sessionRef, input) };
      if (ref !== null) return { outcome: await cancelIntent(access(), ref, input) };
      return { outcome: "unknown" };
    },
  };
}

function sessionParams(input: CreatePayment): Stripe.Checkout.SessionCreateParams {
  const metadata = { order_id: input.orderId, payment_id: input.paymentId };
  return {
    mode: "payment",
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: input.currency.toLowerCase(),
          unit_amount: toStripeAmount(input),
          product_data: { name: input.description },
        },
      },
    ],
    client_reference_id: input.orderId,
    customer_email: input.email,
    metadata,
    payment_intent_data: { metadata },
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    expires_at: Math.floor(input.expiresAt.getTime() / 1000),
  };
}

function toCreated(session: Stripe.Checkout.Session): CreatedPayment {
  return {
    ref: idOf(session.payment_intent),
    sessionRef: session.id,
    action: session.url === null ? null : { type: "redirect", url: session.url },
  };
}

async function expireSession(
  access: StripeAccess,
  id: string,
  { idempotencyKey, deadlineMs }: CancelPayment,
): Promise<CancelOutcome> {
  return callStripe(access, deadlineMs, async (stripe) => {
    const session = await stripe.checkout.sessions
      .expire(id, {}, { idempotencyKey })
      .catch((error) => orCurrent(error, () => stripe.checkout.sessions.retrieve(id)));
    if (session.status === "expired") return "canceled";
    // Complete and unpaid is a slow method: the money may still come.
    return session.payment_status === "paid" ? "already_paid" : "unknown";
  });
}

async function cancelIntent(
  access: StripeAccess,
  id: string,
  { idempotencyKey, deadlineMs }: CancelPayment,
): Promise<CancelOutcome> {
  return callStripe(access, deadlineMs, async (stripe) => {
    const intent = await stripe.paymentIntents
      .cancel(id, {}, { idempotencyKey })
      .catch((error) => orCurrent(error, () => stripe.paymentIntents.retrieve(id)));
    if (intent.status === "canceled") return "canceled";
    return intent.status === "succeeded" ? "already_paid" : "unknown";
  });
}

/** Stripe refuses to end what has ended already; how it ended, the object itself tells. */
function orCurrent<T>(error: unknown, retrieve: () => Promise<T>): Promise<T> {
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return retrieve();
  throw error;
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}
