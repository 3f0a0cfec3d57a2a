import type { IncomingMessage, ServerResponse } from "node:http";
import type { CallerOf } from "./caller-of.ts";
import type { Product } from "./product.ts";
import { factsOf } from "./requests/facts.ts";

const endpoints = /^\/oauth\/(authorize|introspect|jwks|par|revoke|token)(?=[/?]|$)/;

/** `/oauth/` and the server's metadata. Who guesses secrets is slowed down like who guesses keys. */
export function createOauthMount(
  { identity: { oauth, rateLimits } }: Pick<Product, "identity">,
  callerOf: CallerOf,
) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const from = callerOf.address(req);
    callerOf.refuseBlocked(from);
    const facts = factsOf(req);
    const endpoint = endpoints.exec(req.url ?? "")?.[1];
    if (endpoint) facts.operation = `oauth.${endpoint}`;
    await oauth.handle(req, res, from, ({ id, partnerId, isProven }) => {
      // Else whoever knows the id of a partner's program could fill the partner's log and figures.
      if (isProven) facts.principal = { kind: "oauthClient", id, partnerId };
      else facts.namedClient = id;
    });
    if (res.statusCode !== 401) return;
    facts.errorCode = "unauthenticated";
    await rateLimits.countFailure(from);
  };
}
