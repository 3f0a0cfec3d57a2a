import type { IncomingMessage } from "node:http";
import { type ApiKeyPrincipal, AppError } from "@crossdock/core";
import { createClientAddress } from "./client-address.ts";
import type { Product } from "./product.ts";

/** Who calls, from what the request carries. Each transport takes its own kind of credential only. */
export type CallerOf = {
  /** The API key of `Authorization: Bearer` or `X-API-Key`. */
  key(req: IncomingMessage): Promise<ApiKeyPrincipal>;
  /** The address of the client, behind as many proxies of ours as `TRUST_PROXY` says. */
  address(req: IncomingMessage): string;
};

export function createCallerOf({ identity }: Pick<Product, "identity">, proxies: number): CallerOf {
  const { apiKeys, rateLimits } = identity;
  const address = createClientAddress(proxies);

  async function refuse(from: string, refusal: AppError): Promise<never> {
    await rateLimits.countFailure(from);
    throw refusal;
  }

  return {
    address,
    async key(req) {
      const from = address(req);
      const wait = await rateLimits.blockedFor(from);
      if (wait !== null) {
        throw new AppError("rate_limited", {
          detail: "Too many calls without a valid credential came from this address.",
          retryAfter: wait,
        });
      }
      const key = credentialOf(req);
      if (key === null) {
        const detail = "Send an API key as `Authorization: Bearer <key>` or `X-API-Key: <key>`.";
        return refuse(from, new AppError("unauthenticated", { detail }));
      }
      const agent = req.headers["user-agent"] ?? null;
      const { principal, refusal } = await apiKeys.resolve(key, { address: from, agent });
      return principal ?? refuse(from, refusal);
    },
  };
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
