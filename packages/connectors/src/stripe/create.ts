import type Stripe from "stripe";
import type { CreatedPayment, CreatePayment } from "../contract.ts";
import { toStripeAmount } from "./amount.ts";

/** A page of Stripe's, over the order's total. */
export async function createSession(stripe: Stripe, input: CreatePayment): Promise<CreatedPayment> {
  const session = await stripe.checkout.sessions.create(sessionParams(input), optionsOf(input));
  const { payment_intent: intent } = session;
  return {
    ref: typeof intent === "string" ? intent : (intent?.id ?? null),
    sessionRef: session.id,
    action: session.url === null ? null : { type: "redirect", url: session.url },
  };
}

/** What the caller's own page collects the payment with. */
export async function createIntent(stripe: Stripe, input: CreatePayment): Promise<CreatedPayment> {
  const intent = await stripe.paymentIntents.create(
    {
      amount: toStripeAmount(input),
      currency: input.currency.toLowerCase(),
      capture_method: input.capture,
      automatic_payment_methods: { enabled: true },
      description: input.description,
      receipt_email: input.email,
      metadata: metadataOf(input),
    },
    optionsOf(input),
  );
  const secret = intent.client_secret;
  return {
    ref: intent.id,
    sessionRef: null,
    action: secret === null ? null : { type: "clientSecret", clientSecret: secret },
  };
}

function sessionParams(input: CreatePayment): Stripe.Checkout.SessionCreateParams {
  const metadata = metadataOf(input);
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
    payment_intent_data: {
      // The session has a name for its line; in the list of payments the intent would have none.
      description: input.description,
      metadata,
      ...(input.capture === "manual" ? { capture_method: "manual" } : {}),
    },
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    expires_at: Math.floor(input.expiresAt.getTime() / 1000),
  };
}

function metadataOf({ orderId, paymentId }: CreatePayment) {
  return { order_id: orderId, payment_id: paymentId };
}

function optionsOf({ idempotencyKey }: CreatePayment): Stripe.RequestOptions {
  return { idempotencyKey };
}
