import { AppError } from "@crossdock/core";
import { notConfigured } from "../connector-error.ts";
import type { InboundConnector, InboundEvent, InboundRequest } from "../contract.ts";
import { decoded, isSigned } from "../inbound/hmac.ts";
import { jsonOf, neededHeader } from "../inbound/read.ts";
import { refused } from "../inbound/refusal.ts";
import { refuseStale, toleranceSeconds } from "../inbound/standard-webhooks.ts";
import type { StripeAccess } from "./client.ts";
import { toEvent } from "./event.ts";
import { listStripeEvents } from "./list-events.ts";
import { toStripeSnapshot } from "./snapshot.ts";

/**
 * Stripe's webhooks (docs.stripe.com/webhooks/signature).
 * @param access asked for when the list of events is read
 * @param secrets all that are valid now: two while the endpoint's secret is being rolled
 */
export function stripeInbound(
  secrets: readonly string[],
  access?: () => StripeAccess,
): InboundConnector {
  return {
    async verify(request) {
      if (secrets.length === 0) throw notConfigured("Stripe's webhook", "STRIPE_WEBHOOK_SECRET");
      checkSignature(request, secrets);
      return readEvent(request);
    },
    headers: ["stripe-signature"],
    toSnapshot: toStripeSnapshot,
    listEvents: access && ((input) => listStripeEvents(access(), input)),
  };
}

// Not by the SDK's own check: it decodes the bytes first, and so takes others for those that were signed.
function checkSignature({ headers, body, now }: InboundRequest, secrets: readonly string[]): void {
  const parts = neededHeader(headers, "stripe-signature").split(",");
  const valuesOf = (name: string) =>
    parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
  const [time = "", ...more] = valuesOf("t");
  const signatures = valuesOf("v1").flatMap((text) => decoded(text, "hex") ?? []);
  // Of two times one might be signed and the other one be looked at.
  const isTime = /^\d{1,12}$/.test(time) && more.length === 0;
  if (!isTime || !isSigned("sha256", secrets, [`${time}.`, body], signatures))
    throw refused("signature_invalid", "The Stripe-Signature does not match the body.");
  refuseStale(Number(time), now, toleranceSeconds);
}

function readEvent({ body, now }: InboundRequest): InboundEvent {
  const event = toEvent(jsonOf(body), now);
  if (!event) throw new AppError("bad_request", { detail: "This is no Stripe event." });
  return event;
}
