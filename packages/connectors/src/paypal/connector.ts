import { getCACertificates } from "node:tls";
import type { HttpClient } from "@crossdock/http";
import { z } from "zod";
import { ConnectorError } from "../connector-error.ts";
import type { Connector, Health } from "../contract.ts";
import { paypalCertificates } from "./certificate.ts";
import { type PaypalClient, paypalClient } from "./client.ts";
import { certificateOrigins, PaypalConfig, paypalApiBase } from "./config.ts";
import { paypalInbound } from "./inbound.ts";
import { paypalPayments } from "./payment.ts";
import { probePaypal } from "./probe.ts";
import { paypalTrial } from "./trial.ts";

export type PaypalDeps = {
  http: HttpClient;
  /** PEM of whom to trust for the certificates of webhooks; Node's list by default. */
  trustedRoots?: readonly string[];
};

/** PayPal: payments that the buyer approves on its page, and its webhooks. */
export function connectPaypal(settings: PaypalConfig, deps: PaypalDeps): Connector {
  const { clientId, clientSecret, webhookId, environment, apiBase } = PaypalConfig.parse(settings);
  const { http, trustedRoots } = deps;
  const base = paypalApiBase({ environment, apiBase });
  const client = paypalClient(http, { apiBase: base, clientId, clientSecret });
  const certificates = paypalCertificates({
    http,
    origins: certificateOrigins(environment, apiBase),
    roots: () => trustedRoots ?? getCACertificates("default"),
    sandbox: environment === "sandbox",
  });
  return {
    id: "paypal",
    name: "PayPal",
    configured: true,
    payment: paypalPayments(client),
    inbound: paypalInbound({ client, certificates, webhookId }),
    check: () => check(client, webhookId, environment),
    probe: () => probePaypal(client),
    trial: () => paypalTrial(environment, base),
  };
}

async function check(
  client: PaypalClient,
  webhookId: string | undefined,
  environment: string,
): Promise<Health> {
  if (!webhookId) {
    return bad("Set PAYPAL_WEBHOOK_ID or enter it, else no payment is ever seen as paid.");
  }
  try {
    const path = `/v1/notifications/webhooks/${encodeURIComponent(webhookId)}`;
    const { event_types } = await client.call({
      ...{ method: "GET", path, answer: Webhook, deadlineMs: 10_000 },
    });
    const sent = new Set(event_types.map(({ name }) => name));
    const missing = sent.has("*") ? [] : neededEvents.filter((name) => !sent.has(name));
    if (missing.length > 0) return bad(`PayPal's webhook does not send ${missing.join(", ")}.`);
    return { ok: true, detail: `PayPal accepts the credentials and the webhook (${environment}).` };
  } catch (error) {
    return bad(error instanceof ConnectorError ? explain(error, environment) : String(error));
  }
}

function explain({ code, message }: ConnectorError, environment: string): string {
  if (code === "invalid_client") {
    return `PayPal's ${environment} environment does not know this client ID and secret.`;
  }
  if (code === "INVALID_RESOURCE_ID" || code === "RESOURCE_NOT_FOUND") {
    return "PayPal accepts the credentials, but this app has no webhook of that ID.";
  }
  return message;
}

function bad(detail: string): Health {
  return { ok: false, detail };
}

const Webhook = z.object({ event_types: z.array(z.object({ name: z.string() })) });

/** Without these a payment, a refund or a dispute would be seen late, by reconciling alone. */
const neededEvents = [
  "CHECKOUT.ORDER.APPROVED",
  "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
  "PAYMENT.AUTHORIZATION.VOIDED",
  "PAYMENT.CAPTURE.COMPLETED",
  "PAYMENT.CAPTURE.DENIED",
  "PAYMENT.CAPTURE.PENDING",
  "PAYMENT.CAPTURE.REFUNDED",
  "PAYMENT.CAPTURE.REVERSED",
  "CUSTOMER.DISPUTE.CREATED",
  "CUSTOMER.DISPUTE.UPDATED",
  "CUSTOMER.DISPUTE.RESOLVED",
];
