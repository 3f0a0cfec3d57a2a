import { verify as isSigned } from "node:crypto";
import { crc32 } from "node:zlib";
import { AppError, parseJson } from "@crossdock/core";
import { z } from "zod";
import { notConfigured } from "../connector-error.ts";
import type { InboundConnector, InboundEvent, InboundRequest } from "../contract.ts";
import { refused } from "../inbound/refusal.ts";
import type { Certificates } from "./certificate.ts";
import type { PaypalClient } from "./client.ts";
import { toEvent, toPaypalSnapshot } from "./event.ts";
import { listPaypalEvents } from "./list-events.ts";

export type PaypalInboundOptions = {
  client: PaypalClient;
  certificates: Certificates;
  /** The id of our webhook at PayPal, which every signature covers. */
  webhookId: string | undefined;
};

/**
 * PayPal's webhooks, checked without asking PayPal
 * (developer.paypal.com/api/rest/webhooks/rest, "Message verification").
 */
export function paypalInbound(options: PaypalInboundOptions): InboundConnector {
  const { client, certificates, webhookId } = options;
  return {
    async verify(request) {
      if (!webhookId) throw notConfigured("PayPal's webhook", "PAYPAL_WEBHOOK_ID");
      await checkSignature(request, webhookId, certificates);
      return readEvent(request.body, request.now);
    },
    headers: signedHeaders,
    toSnapshot: toPaypalSnapshot,
    listEvents: (input) => listPaypalEvents(client, input),
  };
}

/** The event in a body whose sender is known. */
function readEvent(body: Buffer, now: Date): InboundEvent {
  const event = toEvent(parseJson(body.toString()), now);
  if (!event) throw new AppError("bad_request", { detail: "This is no PayPal event." });
  return event;
}

async function checkSignature(
  { headers, body, now }: InboundRequest,
  webhookId: string,
  certificates: Certificates,
): Promise<void> {
  const parsed = SignedHeaders.safeParse(headers);
  if (!parsed.success) throw invalid("A header of PayPal's signature is missing or twice there.");
  const signed = parsed.data;
  const at = new Date(signed["paypal-transmission-time"]);
  // PayPal delivers for three days. What is older is a replay, from when we may have forgotten it.
  const ageMs = now.getTime() - at.getTime();
  if (ageMs > ageMsMax || ageMs < -aheadMsMax)
    throw refused("stale", "The delivery is too old, or ahead.");
  const key = await certificates.keyOf(signed["paypal-cert-url"], now);
  const message = [
    signed["paypal-transmission-id"],
    signed["paypal-transmission-time"],
    webhookId,
    // Unsigned and decimal.
    crc32(body),
  ].join("|");
  const signature = Buffer.from(signed["paypal-transmission-sig"], "base64");
  if (!isSigned("RSA-SHA256", Buffer.from(message), key, signature)) {
    throw invalid("The signature is not PayPal's, or not of this body.");
  }
}

const hourMs = 60 * 60_000;
const ageMsMax = 3 * 24 * hourMs + hourMs;
const aheadMsMax = hourMs;

// A header that came twice is joined by a comma, and so refused here.
const SignedHeaders = z.object({
  "paypal-transmission-id": z.string().regex(/^[\w-]{1,100}$/),
  "paypal-transmission-time": z.iso.datetime({ offset: true }),
  "paypal-transmission-sig": z.base64().min(1).max(1024),
  "paypal-cert-url": z.string().max(500),
  // The sender names the algorithm: nothing weaker, and no other kind of key, by its choice.
  "paypal-auth-algo": z.literal("SHA256withRSA"),
});

const signedHeaders = Object.keys(SignedHeaders.shape);

function invalid(detail: string): AppError {
  return new AppError("signature_invalid", { detail });
}
