import { z } from "zod";
import type { Credential } from "../credentials.ts";

/** What the operator sets for Stripe; without `secretKey` no payment can be started. */
export const StripeConfig = z.object({
  secretKey: z.string().trim().min(1).optional(),
  /** The `whsec_…` of the webhook endpoint; while it is being rolled several, by comma or space. */
  webhookSecret: z.string().optional(),
  /** Another address of the API, such as a fake's. */
  apiBase: z.url({ protocol: /^https?$/ }).default("https://api.stripe.com"),
});

export type StripeConfig = z.input<typeof StripeConfig>;

/** What Stripe's dashboard shows under "API keys" and "Webhooks". */
export function stripeCredentials(settings: StripeConfig = {}): Credential[] {
  const { secretKey, webhookSecret, apiBase } = StripeConfig.parse(settings);
  const common = { connector: "stripe", host: new URL(apiBase).host };
  return [
    {
      ...{ ...common, name: "secretKey", label: "Secret key" },
      ...{ variable: "STRIPE_SECRET_KEY", fromVariable: secretKey !== undefined },
    },
    {
      ...{ ...common, name: "webhookSecret", label: "Webhook signing secret" },
      ...{ variable: "STRIPE_WEBHOOK_SECRET", fromVariable: webhookSecret !== undefined },
    },
  ];
}
