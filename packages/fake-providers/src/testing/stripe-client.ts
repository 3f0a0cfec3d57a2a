import Stripe from "stripe";

/** The official SDK against a fake; it repeats nothing unless it is told to. */
export function stripeClient(url: string, key = "sk_test_fake", maxNetworkRetries = 0): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, {
    ...{ protocol: "http", host: hostname, port, maxNetworkRetries, telemetry: false },
    timeout: 2000,
  });
}

const success = "https://shop.example/thanks";

/** A Checkout Session over 19.99 EUR, an hour ahead. */
export function sessionParams(
  now: Date,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [
      {
        quantity: 1,
        price_data: { currency: "eur", unit_amount: 1999, product_data: { name: "Order" } },
      },
    ],
    client_reference_id: "ord_1",
    payment_intent_data: { metadata: { order_id: "ord_1", payment_id: "pay_1" } },
    success_url: success,
    expires_at: Math.floor(now.getTime() / 1000) + 3600,
    ...more,
  };
}
