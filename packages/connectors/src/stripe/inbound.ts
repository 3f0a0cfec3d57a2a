import { AppError } from "@crossdock/core";
import Stripe from "stripe";
import { z } from "zod";
import { notConfigured } from "../connector-error.ts";
import type { InboundConnector, InboundEvent, InboundRequest } from "../contract.ts";
import { toStripeSnapshot } from "./snapshot.ts";

/**
 * Stripe's webhooks (docs.stripe.com/webhooks/signature).
 * @param secrets all that are valid now: two while the endpoint's secret is being rolled
 */
export function stripeInbound(secrets: readonly string[]): InboundConnector {
  return {
    async verify(request) {
      if (secrets.length === 0) throw notConfigured("Stripe's webhook", "STRIPE_WEBHOOK_SECRET");
      checkSignature(request, secrets);
      return readEvent(request);
    },
    headers: ["stripe-signature"],
    toSnapshot: toStripeSnapshot,
  };
}

function checkSignature({ headers, body, now }: InboundRequest, secrets: readonly string[]): void {
  const header = headers["stripe-signature"];
  if (typeof header !== "string") throw invalid("The Stripe-Signature header is missing.");
  // Every secret is tried, also after a match, so that timing does not tell which one it was.
  const matches = secrets.filter((secret) => isSigned(body, header, secret, now));
  if (matches.length === 0) throw invalid("No valid Stripe signature of the last five minutes.");
  if (signedAt(header) - now.getTime() / 1000 > toleranceSeconds) {
    throw invalid("The Stripe signature is from the future.");
  }
}

function isSigned(body: Buffer, header: string, secret: string, now: Date): boolean {
  try {
    const { signature } = Stripe.webhooks;
    return (
      signature?.verifyHeader(body, header, secret, toleranceSeconds, undefined, now.getTime()) ??
      false
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

const toleranceSeconds = 300;

// The last one, as the SDK reads it: a second `t=` must not be checked in the place of the signed.
function signedAt(header: string): number {
  const times = [...header.matchAll(/(?:^|,)t=(\d+)/g)];
  return Number(times.at(-1)?.[1] ?? Number.POSITIVE_INFINITY);
}

function readEvent({ body, now }: InboundRequest): InboundEvent {
  const parsed = StripeEvent.safeParse(parseJson(body));
  if (!parsed.success) throw new AppError("bad_request", { detail: "This is no Stripe event." });
  const { id, type, account, created } = parsed.data;
  return {
    eventId: id,
    type,
    account: account ?? null,
    occurredAt: created === undefined ? now : new Date(created * 1000),
    payload: parsed.data,
    // `pending_webhooks` beside it counts down between deliveries.
    fingerprint: JSON.stringify([type, parsed.data.data]),
  };
}

const StripeEvent = z.looseObject({
  object: z.literal("event").optional(),
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  account: z.string().nullish(),
  created: z.int().min(0).optional(),
});

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function invalid(detail: string): AppError {
  return new AppError("signature_invalid", { detail });
}
