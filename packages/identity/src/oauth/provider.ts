import type { IncomingMessage } from "node:http";
import type { Clock } from "@crossdock/core";
import type { Database, Live } from "@crossdock/db";
import Provider, { type ClientMetadata, type Configuration, errors } from "oidc-provider";
import type { AccessTokens } from "./access-tokens.ts";
import type { OauthClientRow, OauthClients } from "./clients.ts";
import { describeServer } from "./discovery.ts";
import type { Documents } from "./documents.ts";
import { renderErrorPage } from "./error-page.ts";
import type { Grants } from "./grants.ts";
import { type KeySet, tokenLifetime } from "./keys.ts";
import { type NamedClient, tellOfClients } from "./named-client.ts";
import { type CustomerOf, policyFor } from "./policy.ts";
import { nameResourcesAlike, type Resources, resourceServer } from "./resources.ts";
import { createStore } from "./store.ts";
import { answerForJwts } from "./structured-tokens.ts";

export type ProviderOptions = {
  db: Database;
  live: Pick<Live, "publish">;
  clock: Clock;
  /** The public address of the server, which is fixed: no header of a request changes it. */
  issuer: string;
  keySet: KeySet;
  clients: OauthClients;
  accessTokens: AccessTokens;
  resources: Resources;
  /** What clients can hold at all. */
  scopes: readonly string[];
  /** What a customer can grant to a program. */
  customerScopes: readonly string[];
  cookieSecret: string;
  customerOf: CustomerOf;
  documents: Documents;
  grants: Grants;
  onClient: (req: IncomingMessage, client: NamedClient) => void;
};

/**
 * The OAuth 2.1 server: authorization code with PKCE and client credentials, JWT access tokens
 * (RFC 9068), refresh tokens that rotate. Nothing else is on: no implicit or hybrid flow, no
 * password grant, no OpenID Connect.
 */
export function createProvider(options: ProviderOptions): Provider {
  const { issuer, clients, accessTokens, scopes } = options;
  const provider = new Provider(issuer, configurationOf(options));
  // `Host` and the forwarded headers are written anew before a request comes here.
  provider.proxy = true;
  nameResourcesAlike(provider, options.resources);
  provider.Client.prototype.compareClientSecret = function compareClientSecret(secret: string) {
    return clients.secretMatches(this.clientId, secret);
  };
  provider.use(tellOfClients(options));
  provider.use(describeServer(scopes));
  provider.use(answerForJwts(accessTokens, issuer));
  return provider;
}

function configurationOf(options: ProviderOptions): Configuration {
  const { db, live, clock, issuer, keySet, clients, scopes, documents, grants } = options;
  const store = createStore({ db, live, clock, alreadyUsed });
  return {
    adapter: (model) => (model === "Client" ? clientStore(clients) : store(model)),
    jwks: { keys: [...keySet.keys] },
    scopes: [...scopes],
    responseTypes: ["code"],
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "none"],
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    enabledJWA: { idTokenSigningAlgValues: ["ES256"] },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    clockTolerance: 0,
    routes,
    ttl,
    cookies: cookiesOf(issuer, options.cookieSecret),
    extraTokenClaims: (_ctx, token) =>
      token.kind === "AccessToken" ? { grant_id: token.grantId } : undefined,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    interactions: {
      policy: policyFor(options.customerOf),
      url: (_ctx, { uid }) => `/consent/${uid}`,
    },
    findAccount: async (_ctx, id) =>
      (await grants.isCustomer(id)) ? { accountId: id, claims: () => ({ sub: id }) } : undefined,
    loadExistingGrant: grantFor(grants),
    fetch: documents.fetch,
    clientBasedCORS,
    renderError: renderErrorPage,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      clientIdMetadataDocument: documents.feature,
      introspection: { enabled: true, allowedPolicy: isOwn },
      revocation: { enabled: true, allowedPolicy: isOwn },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => options.resources.default,
        getResourceServerInfo: resourceServer(options),
      },
    },
  };
}

// What a customer allowed once, in whichever browser, is not asked again.
function grantFor(grants: Grants): Configuration["loadExistingGrant"] {
  return async ({ oidc }) => {
    const { provider, result, client, account } = oidc;
    if (!client || !account) return undefined;
    const id = result?.consent?.grantId ?? (await grants.find(client.clientId, account.accountId));
    return id ? provider.Grant.find(id) : undefined;
  };
}

const routes = {
  authorization: "/oauth/authorize",
  pushed_authorization_request: "/oauth/par",
  token: "/oauth/token",
  revocation: "/oauth/revoke",
  introspection: "/oauth/introspect",
  jwks: "/oauth/jwks",
  end_session: "/oauth/session/end",
};

const day = 86_400;
const refreshTokenDays = { unused: 30, inAll: 90 };

const ttl: Configuration["ttl"] = {
  AccessToken: tokenLifetime,
  ClientCredentials: tokenLifetime,
  AuthorizationCode: 60,
  Grant: refreshTokenDays.inAll * day,
  Interaction: 1800,
  Session: day,
  RefreshToken: (_ctx, token) =>
    Math.max(
      1,
      Math.min(refreshTokenDays.unused * day, refreshTokenDays.inAll * day - token.totalLifetime()),
    ),
};

// Signed, so that an id read in the database opens nobody's session.
function cookiesOf(issuer: string, secret: string): Configuration["cookies"] {
  const prefix = issuer.startsWith("https:") ? "__Secure-" : "";
  return {
    keys: [secret],
    names: {
      session: `${prefix}crossdock.oauth`,
      interaction: `${prefix}crossdock.consent`,
      resume: `${prefix}crossdock.resume`,
    },
    long: { httpOnly: true, sameSite: "lax", signed: true, path: "/oauth" },
    short: { httpOnly: true, sameSite: "lax", signed: true },
  };
}

function clientStore(clients: OauthClients) {
  const nothing = async () => undefined;
  return {
    async find(id: string): Promise<ClientMetadata | undefined> {
      const row = await clients.find(id);
      return row ? metadataOf(row) : undefined;
    },
    ...{ upsert: nothing, findByUid: nothing, findByUserCode: nothing },
    ...{ consume: nothing, destroy: nothing, revokeByGrantId: nothing },
  };
}

function metadataOf(row: OauthClientRow): ClientMetadata {
  const isWeb = row.redirect_uris.every((uri) => uri.startsWith("https:"));
  const usesCode = row.grants.includes("authorization_code");
  return {
    client_id: row.id,
    client_name: row.name,
    grant_types: row.grants,
    response_types: usesCode ? ["code"] : [],
    response_modes: ["query"],
    redirect_uris: row.redirect_uris,
    // A native program's loopback redirect may come at any port (RFC 8252 §7.3).
    application_type: isWeb ? "web" : "native",
    scope: row.scopes.join(" "),
    token_endpoint_auth_method: row.public ? "none" : "client_secret_basic",
    // The provider asks for one; ours are compared by `compareClientSecret`, and never known here.
    ...(row.public ? {} : { client_secret: "kept as an HMAC" }),
  };
}

// A browser's program may call from the origins that its redirects lead to.
const clientBasedCORS: Configuration["clientBasedCORS"] = (_ctx, origin, client) =>
  client.clientAuthMethod === "none" &&
  (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin);

// To everybody else a token is one that does not exist (RFC 7009, RFC 7662).
function isOwn(_ctx: unknown, client: { clientId: string }, token: { clientId?: string }): boolean {
  return token.clientId === client.clientId;
}

function alreadyUsed(model: string): Error {
  if (model === "PushedAuthorizationRequest") return new errors.InvalidRequestUri();
  return new errors.InvalidGrant(`${model} was used before`);
}
