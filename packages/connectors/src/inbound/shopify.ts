import type { InboundEvent, InboundRequest } from "../contract.ts";
import { decoded, isSigned } from "./hmac.ts";
import { headerOf, jsonOf, nameOf, neededHeader } from "./read.ts";
import { refused } from "./refusal.ts";

export const shopifyHeaders = [
  "x-shopify-hmac-sha256",
  "x-shopify-topic",
  "x-shopify-webhook-id",
  "x-shopify-event-id",
  "x-shopify-shop-domain",
  "x-shopify-api-version",
  "x-shopify-triggered-at",
];

/**
 * Shopify's webhooks: an HMAC-SHA256 of the raw body by the app's client secret, in base64
 * (shopify.dev/docs/apps/build/webhooks/subscribe/https). Duplicates are known by
 * `X-Shopify-Event-Id` (shopify.dev/docs/apps/build/webhooks/ignore-duplicates), within a topic, since
 * one action of a merchant may be told under several; an older shop sends `X-Shopify-Webhook-Id` alone.
 */
export function verifyShopify(
  { headers, body, now }: InboundRequest,
  secrets: readonly string[],
): InboundEvent {
  const signature = decoded(neededHeader(headers, "x-shopify-hmac-sha256"), "base64");
  if (!signature || !isSigned("sha256", secrets, [body], [signature]))
    throw refused("signature_invalid", "The X-Shopify-Hmac-Sha256 does not match the body.");
  const type = nameOf(headerOf(headers, "x-shopify-topic"), "X-Shopify-Topic");
  const event = headerOf(headers, "x-shopify-event-id");
  const id = event ? `${type} ${event}` : headerOf(headers, "x-shopify-webhook-id");
  return {
    eventId: nameOf(id, "X-Shopify-Event-Id"),
    type,
    account: headerOf(headers, "x-shopify-shop-domain")?.slice(0, 255) ?? null,
    occurredAt: now,
    payload: jsonOf(body),
  };
}
