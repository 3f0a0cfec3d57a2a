import type { InboundEvent, InboundHeaders, InboundRequest } from "../contract.ts";
import { decoded, isSigned } from "./hmac.ts";
import { headerOf, jsonOf, nameOf, neededHeader } from "./read.ts";
import { refused } from "./refusal.ts";

const names = ["id", "timestamp", "signature"];

export const standardHeaders = ["webhook", "svix"].flatMap((family) =>
  names.map((name) => `${family}-${name}`),
);

/** How far a signed time may be off, either way. */
export const toleranceSeconds = 300;

/**
 * Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md) and
 * Svix, which signs the same under headers of its own (docs.svix.com/receiving/verifying-payloads/how-manual):
 * an HMAC-SHA256 of `id.timestamp.body` in base64, one or more after `v1,`. Other schemes are ignored.
 */
export function verifyStandardWebhooks(
  { headers, body, now }: InboundRequest,
  secrets: readonly string[],
): InboundEvent {
  const family = familyOf(headers);
  const id = neededHeader(headers, `${family}-id`);
  const timestamp = neededHeader(headers, `${family}-timestamp`);
  const signatures = signaturesOf(neededHeader(headers, `${family}-signature`));
  const keys = secrets.map(standardKey);
  if (!isSigned("sha256", keys, [`${id}.${timestamp}.`, body], signatures))
    throw refused("signature_invalid", `The ${family}-signature does not match.`);
  const at = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  refuseStale(at, now, toleranceSeconds);
  const payload = jsonOf(body);
  const type = "type" in payload && typeof payload.type === "string" ? payload.type : "event";
  return {
    eventId: nameOf(id, `The ${family}-id`),
    type: nameOf(type, "The member type"),
    account: null,
    occurredAt: new Date(at * 1000),
    payload,
  };
}

/** The key's bytes: what stands in base64 after `whsec_`. */
export function standardKey(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ""), "base64");
}

/** @throws AppError where the time is no number, or too far off: a recorded delivery comes late */
export function refuseStale(atSeconds: number, now: Date, tolerance: number): void {
  const off = Math.abs(now.getTime() / 1000 - atSeconds);
  if (off <= tolerance) return;
  const minutes = Number.isFinite(off) ? ` It is ${Math.round(off)} seconds off.` : "";
  throw refused("stale", `The signed time is more than ${tolerance} seconds off.${minutes}`);
}

// A request with any of the standard's headers is judged by these alone.
function familyOf(headers: InboundHeaders): "webhook" | "svix" {
  const isStandard = names.some((name) => headers[`webhook-${name}`] !== undefined);
  return !isStandard && headerOf(headers, "svix-id") !== undefined ? "svix" : "webhook";
}

function signaturesOf(header: string): Buffer[] {
  return header.split(" ").flatMap((one) => {
    const signature = one.startsWith("v1,") ? decoded(one.slice(3), "base64") : null;
    return signature ? [signature] : [];
  });
}
