import { z } from "zod";

/** What the operator sets for Stripe; without `secretKey` no payment can be started. */
export const StripeConfig = z.object({
  secretKey: z.string().trim().min(1).optional(),
  /** The `whsec_…` of the webhook endpoint; while it is being rolled several, by comma or space. */
  webhookSecret: z.string().optional(),
  /** Another address of the API, such as a fake's. */
  apiBase: z.url({ protocol: /^https?$/ }).default("https://api.stripe.com"),
});

export type StripeConfig = z.input<typeof StripeConfig>;
