import type { KoaContextWithOIDC, Provider } from "oidc-provider";
import type { AccessTokenClaims, AccessTokens } from "./access-tokens.ts";

/**
 * Revocation (RFC 7009) and introspection (RFC 7662) of JWT access tokens, which the provider
 * refuses. It has authenticated the client by the time it does: only its answer is replaced.
 */
export function answerForJwts(
  accessTokens: AccessTokens,
  issuer: string,
): Parameters<Provider["use"]>[0] {
  return async (ctx, next) => {
    await next();
    if ((ctx.body as { error?: unknown } | null)?.error !== "unsupported_token_type") return;
    const { oidc } = ctx as unknown as KoaContextWithOIDC;
    const claims = await accessTokens.inspect(String(oidc.params?.token));
    // To everybody else the token is one that does not exist.
    const own = claims?.client_id === oidc.client?.clientId ? claims : null;
    ctx.status = 200;
    if (oidc.route === "introspection") ctx.body = describe(own, issuer);
    else {
      if (own) await accessTokens.revoke(own);
      ctx.body = "";
    }
  };
}

function describe(claims: AccessTokenClaims | null, iss: string): object {
  if (!claims) return { active: false };
  const { scope, client_id, sub, aud, exp, iat, jti } = claims;
  return { active: true, scope, client_id, sub, aud, iss, exp, iat, jti, token_type: "Bearer" };
}
