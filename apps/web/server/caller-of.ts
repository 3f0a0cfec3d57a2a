import type { IncomingMessage } from "node:http";
import {
  type ApiKeyPrincipal,
  AppError,
  type CustomerPrincipal,
  type ExternalPrincipal,
  type OAuthClientPrincipal,
} from "@crossdock/core";
import { issuerOf } from "@crossdock/identity";
import { NoCredential } from "./bearer-challenge.ts";
import { createClientAddress } from "./client-address.ts";
import type { Product } from "./product.ts";
import { factsOf, recordedPrincipal } from "./requests/facts.ts";
import { audienceOf, type ResourceName } from "./resources.ts";

/** Who calls, from what the request carries. Each transport takes its own kind of credential only. */
export type CallerOf = {
  /**
   * Whose API key or access token it is: `Authorization: Bearer`, or `X-API-Key` for a key.
   * @throws AppError `unauthenticated`, `rate_limited`
   */
  bearer(req: IncomingMessage, resource: ResourceName): Promise<Bearer>;
  /** @throws AppError `rate_limited` where too many failed credentials came from the address */
  refuseBlocked(address: string): void;
  /** The address of the client, behind as many proxies of ours as `TRUST_PROXY` says. */
  address(req: IncomingMessage): string;
};

type Bearer = ApiKeyPrincipal | OAuthClientPrincipal | CustomerPrincipal | ExternalPrincipal;

export function createCallerOf(
  { identity, appUrl }: Pick<Product, "identity" | "appUrl">,
  proxies: number,
): CallerOf {
  const { apiKeys, issuers, oauth, rateLimits } = identity;
  const address = createClientAddress(proxies);

  function refuseBlocked(from: string): void {
    const wait = rateLimits.blockedFor(from);
    if (wait === null) return;
    throw new AppError("rate_limited", {
      detail: "Too many calls without a valid credential came from this address.",
      retryAfter: wait,
    });
  }

  async function refuse(from: string, refusal: AppError): Promise<never> {
    if (refusal.status < 500) await rateLimits.countFailure(from);
    throw refusal;
  }

  /** Ours, or one of an issuer that an admin trusts. */
  function resolveToken(token: string, resource: ResourceName) {
    const issuer = issuerOf(token);
    if (issuer !== null && issuer !== appUrl) return issuers.resolve(token);
    return oauth.accessTokens.resolve(token, audienceOf(appUrl, resource));
  }

  return {
    address,
    refuseBlocked,
    async bearer(req, resource) {
      const from = address(req);
      refuseBlocked(from);
      const credential = credentialOf(req);
      if (credential === null) return refuse(from, new NoCredential(howTo));
      const agent = req.headers["user-agent"] ?? null;
      if (isJwt(credential)) {
        const { principal, refusal } = await resolveToken(credential, resource);
        return principal ?? refuse(from, refusal);
      }
      const { principal, refusal, ...known } = await apiKeys.resolve(credential, {
        address: from,
        agent,
      });
      if ("of" in known && known.of) factsOf(req).principal = recordedPrincipal(known.of);
      return principal ?? refuse(from, refusal);
    },
  };
}

const howTo = "Send an API key as `Authorization: Bearer <key>` or `X-API-Key: <key>`.";

/** Three parts in base64url: a key has no dots. */
function isJwt(credential: string): boolean {
  return credential.split(".").length === 3;
}

function credentialOf(req: IncomingMessage): string | null {
  const { authorization } = req.headers;
  const bearer = /^Bearer +([^\s]+) *$/i.exec(authorization ?? "")?.[1];
  const header = req.headers["x-api-key"];
  const given = typeof header === "string" ? header.trim() : undefined;
  // Two that differ may be two people: neither is believed.
  if (bearer && given && bearer !== given) return null;
  return bearer ?? given ?? null;
}
