import { z } from "zod";

/** What is set for Stripe; without `secretKey` no payment can be started. */
export const StripeConfig = z.object({
  secretKey: z.string().trim().min(1).optional().meta({
    title: "Secret key",
    description: "Developers, API keys: sk_live_… or sk_test_…, or a restricted key.",
    secret: true,
    variable: "STRIPE_SECRET_KEY",
  }),
  webhookSecret: z.string().optional().meta({
    title: "Webhook signing secret",
    description: "The whsec_… of the webhook endpoint; while it is being rolled both, by comma.",
    secret: true,
    variable: "STRIPE_WEBHOOK_SECRET",
  }),
  apiBase: z
    .url({ protocol: /^https?$/ })
    .default("https://api.stripe.com")
    .meta({
      title: "Address of the API",
      description: "Stripe's own, unless you test against something that stands in for it.",
      variable: "STRIPE_API_BASE",
    }),
});

export type StripeConfig = z.input<typeof StripeConfig>;
