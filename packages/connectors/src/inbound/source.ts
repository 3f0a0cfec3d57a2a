import type { InboundEvent, InboundRequest } from "../contract.ts";
import { hmacHeaders, verifyHmac } from "./generic.ts";
import { githubHeaders, verifyGithub } from "./github.ts";
import { refused } from "./refusal.ts";
import type { SourceKind, SourceSettings } from "./settings.ts";
import { shopifyHeaders, verifyShopify } from "./shopify.ts";
import { standardHeaders, standardKey, verifyStandardWebhooks } from "./standard-webhooks.ts";

/** A secret with the time in which it is good: the old one and the new one overlap in a rotation. */
export type SourceSecret = { secret: string; validFrom: Date; validUntil: Date | null };

/**
 * Checks a delivery of a source by every secret that is good now, and reads the event. Pure.
 * @throws AppError with `data.reason`, one of `refusalReasons`
 */
export function verifySource(
  settings: SourceSettings,
  secrets: readonly SourceSecret[],
  request: InboundRequest,
): InboundEvent {
  const good = goodSecrets(secrets, request.now);
  // Without a key an HMAC is one that anybody can make.
  if (good.length === 0)
    throw refused("no_secret", "This source has no secret that is good now. Add one.");
  switch (settings.kind) {
    case "github":
      return verifyGithub(request, good);
    case "shopify":
      return verifyShopify(request, good);
    case "standard-webhooks":
      return verifyStandardWebhooks(request, good);
    case "hmac":
      return verifyHmac(request, good, settings);
  }
}

/** Those that are good at this moment: from `validFrom` on, until just before `validUntil`. */
export function goodSecrets(secrets: readonly SourceSecret[], now: Date): string[] {
  return secrets
    .filter(({ secret, validFrom, validUntil }) => {
      return secret !== "" && validFrom <= now && (validUntil === null || now < validUntil);
    })
    .map(({ secret }) => secret);
}

/** The headers of a delivery that are kept with it; none of them is a credential. */
export function sourceHeaders(settings: SourceSettings): readonly string[] {
  switch (settings.kind) {
    case "github":
      return githubHeaders;
    case "shopify":
      return shopifyHeaders;
    case "standard-webhooks":
      return standardHeaders;
    case "hmac":
      return hmacHeaders(settings);
  }
}

/** What is wrong with a secret for this kind of source, in a sentence that names the mend; null where nothing is. */
export function faultOfSecret(kind: SourceKind, secret: string): string | null {
  if (secret.trim() !== secret) return "Paste the secret without space around it.";
  if (kind !== "standard-webhooks")
    return secret.length < 8 ? "A secret has at least 8 characters." : null;
  const text = secret.replace(/^whsec_/, "");
  const key = standardKey(secret);
  if (key.length >= 16 && key.toString("base64").replace(/=+$/, "") === text.replace(/=+$/, ""))
    return null;
  return "A secret of Standard Webhooks is whsec_ and base64 of at least 16 bytes. Copy all of it.";
}
