import type { InboundEvent, InboundRequest } from "../contract.ts";
import { decoded, isSigned } from "./hmac.ts";
import { headerOf, jsonOf, nameOf, neededHeader } from "./read.ts";
import { refused } from "./refusal.ts";

export const githubHeaders = [
  "x-hub-signature-256",
  "x-github-event",
  "x-github-delivery",
  "x-github-hook-id",
];

/**
 * GitHub's webhooks: an HMAC-SHA256 of the raw body in `X-Hub-Signature-256`
 * (docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries). The older SHA-1 header is
 * ignored. The type is the event's name with its action, such as `issues.opened`. GitHub signs neither
 * the time nor the id of a delivery: that its id is remembered is the only defence against a replay.
 */
export function verifyGithub(
  { headers, body, now }: InboundRequest,
  secrets: readonly string[],
): InboundEvent {
  const text = neededHeader(headers, "x-hub-signature-256");
  const signature = decoded(/^sha256=(.+)$/.exec(text)?.[1] ?? "", "hex");
  if (!signature || !isSigned("sha256", secrets, [body], [signature]))
    throw refused("signature_invalid", "The X-Hub-Signature-256 does not match the body.");
  const event = nameOf(headerOf(headers, "x-github-event"), "X-GitHub-Event");
  const eventId = nameOf(headerOf(headers, "x-github-delivery"), "X-GitHub-Delivery");
  const payload = jsonOf(body);
  const action = "action" in payload ? payload.action : undefined;
  const type = typeof action === "string" ? nameOf(`${event}.${action}`, "The event") : event;
  return { eventId, type, account: null, occurredAt: now, payload };
}
