import type { Provider } from "oidc-provider";

/**
 * The server's metadata (RFC 8414), at its own address and at OpenID Connect's, where libraries look
 * first: without what belongs to OpenID Connect, which this server does not speak.
 */
export function describeServer(scopes: readonly string[]): Parameters<Provider["use"]>[0] {
  return async (ctx, next) => {
    await next();
    if (!ctx.path.startsWith("/.well-known/") || ctx.status !== 200) return;
    const { issuer, ...told } = ctx.body as Record<string, unknown>;
    for (const name of ofOpenIdConnect) delete told[name];
    ctx.set("Cache-Control", "public, max-age=300");
    ctx.body = {
      issuer,
      ...told,
      scopes_supported: scopes,
      response_modes_supported: ["query"],
      revocation_endpoint_auth_methods_supported: told.token_endpoint_auth_methods_supported,
      introspection_endpoint_auth_methods_supported: told.token_endpoint_auth_methods_supported,
      service_documentation: `${issuer}/docs/guides`,
    };
  };
}

const ofOpenIdConnect = [
  "acr_values_supported",
  "claim_types_supported",
  "claims_parameter_supported",
  "claims_supported",
  "id_token_signing_alg_values_supported",
  "request_uri_parameter_supported",
  "subject_types_supported",
];
