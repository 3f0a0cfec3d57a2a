import type { HttpClient } from "@crossdock/http";
import { notConfigured } from "../connector-error.ts";
import type { Connector, Health } from "../contract.ts";
import { healthBy } from "../health.ts";
import { callStripe, type StripeAccess } from "./client.ts";
import { StripeConfig } from "./config.ts";
import { stripeInbound } from "./inbound.ts";
import { stripePayments } from "./payment.ts";
import { probeStripe } from "./probe.ts";
import { stripeTrial } from "./trial.ts";

/** Stripe: payments on its hosted page, and its webhooks. */
export function connectStripe(settings: StripeConfig = {}, http: HttpClient): Connector {
  const { secretKey, webhookSecret, apiBase } = StripeConfig.parse(settings);
  const secrets = webhookSecret?.split(/[\s,]+/).filter((secret) => secret !== "") ?? [];

  const access = (): StripeAccess => {
    if (secretKey === undefined) throw notConfigured("Stripe", "STRIPE_SECRET_KEY");
    return { http, secretKey, apiBase };
  };

  return {
    id: "stripe",
    name: "Stripe",
    configured: secretKey !== undefined,
    payment: stripePayments(access),
    inbound: stripeInbound(secrets, access),
    async check() {
      if (secretKey === undefined) return bad("Set STRIPE_SECRET_KEY to take payments.");
      if (secrets.length === 0) {
        return bad("Set STRIPE_WEBHOOK_SECRET, else no payment is ever seen as paid.");
      }
      return checkKey(access());
    },
    probe: () => probeStripe(access),
    trial: () => stripeTrial(access),
  };
}

function checkKey(access: StripeAccess): Promise<Health> {
  return healthBy(async () => {
    await callStripe(access, checkDeadlineMs, (stripe) => stripe.balance.retrieve());
    return "Stripe accepts the key.";
  });
}

const checkDeadlineMs = 10_000;

function bad(detail: string): Health {
  return { ok: false, detail };
}
