import { setTimeout as sleep } from "node:timers/promises";
import type { HttpClient } from "@crossdock/http";
import Stripe from "stripe";
import { ConnectorError } from "../connector-error.ts";
import { toConnectorError } from "./error.ts";
import { stripeTransport } from "./transport.ts";

export type StripeAccess = { http: HttpClient; secretKey: string; apiBase: string };

/**
 * Runs calls of the official SDK over our own HTTP client. Its two retries repeat the same
 * idempotency key and share the one deadline.
 * @throws ConnectorError
 */
export async function callStripe<T>(
  access: StripeAccess,
  deadlineMs: number,
  work: (stripe: Stripe) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const deadline = sleep(deadlineMs, undefined, { signal: ended.signal }).then(() => {
    throw new ConnectorError("stripe", "indeterminate", "Stripe did not answer in time.");
  });
  try {
    return await Promise.race([work(createStripe(access, deadlineMs)), deadline]);
  } catch (error) {
    throw toConnectorError(error);
  } finally {
    ended.abort();
  }
}

function createStripe({ http, secretKey, apiBase }: StripeAccess, deadlineMs: number): Stripe {
  const base = new URL(apiBase);
  const protocol = base.protocol === "http:" ? "http" : "https";
  return new Stripe(secretKey, {
    apiVersion: Stripe.API_VERSION,
    httpClient: stripeTransport(http, deadlineMs),
    maxNetworkRetries: 2,
    telemetry: false,
    protocol,
    host: base.hostname,
    port: base.port || (protocol === "http" ? "80" : "443"),
  });
}
