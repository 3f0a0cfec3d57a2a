import { createHash } from "node:crypto";
import type { InboundEvent, InboundRequest } from "../contract.ts";
import { decoded, isSigned } from "./hmac.ts";
import { headerOf, jsonOf, nameOf, neededHeader } from "./read.ts";
import { refused } from "./refusal.ts";
import type { HmacSettings, ValueAt } from "./settings.ts";
import { refuseStale } from "./standard-webhooks.ts";

/** The headers of a delivery that its settings name. */
export function hmacHeaders({ signatureHeader, timestampHeader, id, type }: HmacSettings) {
  const places = [id, type].flatMap((at) => (at?.in === "header" ? [at.name] : []));
  return [signatureHeader, ...(timestampHeader ? [timestampHeader] : []), ...places];
}

/**
 * Any other provider that signs with an HMAC (RFC 2104): where the signature stands, how it is written
 * and of what it is made are settings.
 */
export function verifyHmac(
  { headers, body, now }: InboundRequest,
  secrets: readonly string[],
  settings: HmacSettings,
): InboundEvent {
  const { algorithm, encoding, prefix, timestampHeader, toleranceSeconds } = settings;
  const text = neededHeader(headers, settings.signatureHeader);
  const signature = text.startsWith(prefix) ? decoded(text.slice(prefix.length), encoding) : null;
  const timestamp = timestampHeader && neededHeader(headers, timestampHeader);
  const id = settings.id?.in === "header" ? headerOf(headers, settings.id.name) : undefined;
  const parts = signedParts(settings.template, { body, timestamp, id });
  if (!signature || !isSigned(algorithm, secrets, parts, [signature]))
    throw refused("signature_invalid", `The ${settings.signatureHeader} does not match.`);
  const at = timestamp === undefined ? undefined : secondsOf(timestamp);
  if (at !== undefined) refuseStale(at, now, toleranceSeconds);
  const payload = jsonOf(body);
  const valueAt = (place: ValueAt) =>
    place.in === "header" ? headerOf(headers, place.name) : memberAt(payload, place.pointer);
  return {
    eventId: settings.id ? nameOf(valueAt(settings.id), "The event's id") : digestOf(parts),
    type: settings.type ? nameOf(valueAt(settings.type), "The event's type") : "event",
    account: null,
    occurredAt: at === undefined ? now : new Date(at * 1000),
    payload,
  };
}

/** What is signed, in parts: the body stays the bytes that it is. */
function signedParts(
  template: string,
  values: { body: Buffer; timestamp: string | undefined; id: string | undefined },
): (string | Buffer)[] {
  return template.split(/(\{body\}|\{timestamp\}|\{id\})/).map((part) => {
    if (part === "{body}") return values.body;
    if (part === "{timestamp}") return values.timestamp ?? "";
    return part === "{id}" ? (values.id ?? "") : part;
  });
}

/** What a JSON pointer (RFC 6901) leads to; undefined where there is nothing. */
function memberAt(payload: object, pointer: string): unknown {
  let at: unknown = payload;
  for (const step of pointer.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = Reflect.get(at, name);
  }
  return at;
}

/** Seconds since 1970 of a number of seconds or milliseconds, or of an ISO 8601 time. */
function secondsOf(text: string): number {
  if (/^\d{1,11}$/.test(text)) return Number(text);
  if (/^\d{12,14}$/.test(text)) return Number(text) / 1000;
  return Date.parse(text) / 1000;
}

// Who names no id sends the same signed bytes when the event is sent again.
function digestOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
