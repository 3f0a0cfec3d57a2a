import type { Env } from "@crossdock/config/env";
import { type LoginProvider, type LoginProviderId, loginProviderNames } from "@crossdock/identity";

/** The providers of sign-ins that the environment configures. */
export function loginProvidersOf(env: Env): LoginProvider[] {
  return [
    ...provider("google", env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
    ...provider("github", env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET),
    ...provider("facebook", env.FACEBOOK_CLIENT_ID, env.FACEBOOK_CLIENT_SECRET),
    ...provider("x", env.X_CLIENT_ID, env.X_CLIENT_SECRET),
    ...provider("oidc", env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET).map((oidc) => ({
      ...{ ...oidc, name: env.OIDC_NAME },
      issuer: env.OIDC_ISSUER?.replace(/\/$/, "") ?? null,
    })),
  ];
}

function provider(id: LoginProviderId, clientId?: string, clientSecret?: string): LoginProvider[] {
  if (!clientId || !clientSecret) return [];
  return [{ id, name: loginProviderNames[id], clientId, clientSecret, issuer: null }];
}
