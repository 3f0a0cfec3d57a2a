import type { PaymentTrial } from "../payment-trial.ts";
import { callStripe, type StripeAccess } from "./client.ts";

/** The test mode, which a key is of by its first letters (docs.stripe.com/keys). */
export function stripeTrial(access: () => StripeAccess): PaymentTrial {
  if (!/^(sk|rk)_test_/.test(access().secretKey))
    return { refused: "This key is not of Stripe's test mode: real money is never moved." };
  return {
    variable: "STRIPE_SECRET_KEY",
    // docs.stripe.com/testing
    async buyer(ref) {
      const params = { payment_method: "pm_card_visa", return_url: "https://shop.example/thanks" };
      await callStripe(access(), 20_000, (stripe) => stripe.paymentIntents.confirm(ref, params));
    },
  };
}
