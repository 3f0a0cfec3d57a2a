import { z } from "zod";

/** What is set for PayPal; without the client's id and secret no payment can be started. */
export const PaypalConfig = z.object({
  // A credential does not say which environment it is of. With the sandbox as the default, a variable
  // that was forgotten moves no money, and live credentials are refused there, which the check shows.
  environment: z.enum(["sandbox", "live"]).default("sandbox").meta({
    title: "Environment",
    description: "Live takes real money. The sandbox has credentials and a webhook of its own.",
    variable: "PAYPAL_ENVIRONMENT",
  }),
  clientId: z.string().trim().min(1).meta({
    title: "Client ID",
    description: "Apps & Credentials, your app, in the environment chosen above.",
    variable: "PAYPAL_CLIENT_ID",
  }),
  clientSecret: z.string().trim().min(1).meta({
    title: "Client secret",
    description: "Beside the client ID.",
    secret: true,
    variable: "PAYPAL_CLIENT_SECRET",
  }),
  webhookId: z.string().trim().min(1).optional().meta({
    title: "Webhook ID",
    description: "Of the app's webhook that sends to /api/webhooks/paypal; signatures cover it.",
    variable: "PAYPAL_WEBHOOK_ID",
  }),
  apiBase: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      title: "Address of the API",
      description:
        "Empty for PayPal's own, unless you test against something that stands in for it.",
      variable: "PAYPAL_API_BASE",
    }),
});

export type PaypalConfig = z.input<typeof PaypalConfig>;

type Environment = z.output<typeof PaypalConfig>["environment"];

/** Where the API is: the address that was set, else that of the environment. */
export function paypalApiBase({
  environment = "sandbox",
  apiBase,
}: {
  environment?: Environment;
  apiBase?: string;
}): string {
  return apiBase ?? apiBases[environment];
}

/**
 * Where the certificates of webhooks may come from. An environment's certificates do not serve in the
 * other, where anybody may have an account. An address that was set is the only one.
 */
export function certificateOrigins(
  environment: Environment,
  apiBase: string | undefined,
): ReadonlySet<string> {
  return new Set(apiBase === undefined ? origins[environment] : [new URL(apiBase).origin]);
}

const apiBases = {
  sandbox: "https://api-m.sandbox.paypal.com",
  live: "https://api-m.paypal.com",
} as const;

const origins = {
  sandbox: ["https://api.sandbox.paypal.com", "https://api-m.sandbox.paypal.com"],
  live: ["https://api.paypal.com", "https://api-m.paypal.com"],
} as const;
