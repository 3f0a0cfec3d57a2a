import type { Clock } from "@crossdock/core";
import type { Database, Live } from "@crossdock/db";
import type { HttpClient } from "@crossdock/http";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { customerOfCookie } from "./customers/cookie.ts";
import { type Customers, createCustomers } from "./customers/index.ts";
import { createIssuers, type Issuers } from "./issuers/index.ts";
import { type LimitsIn, openLimitStore } from "./limits/open-store.ts";
import { createPostgresStore } from "./limits/postgres-store.ts";
import { createRateLimits, type RateLimits } from "./limits/rate-limits.ts";
import {
  createLoginProviders,
  type LoginProvider,
  type LoginProviders,
} from "./login-providers.ts";
import { createOauth, type Oauth, type OauthOptions } from "./oauth/index.ts";
import { createPasswords, type Passwords } from "./passwords.ts";
import { createSecondFactor, type SecondFactor } from "./second-factor.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { createThrottle } from "./throttle.ts";
import { type Keyring, openKeyring } from "./vault/keyring.ts";
import { createSecretStore, type SecretStore } from "./vault/secret-store.ts";
import { createVault, type Vault } from "./vault.ts";

export { isWellFormed } from "./api-key.ts";
export type { ApiKeys } from "./api-keys.ts";
export type { CodePurpose, CustomerSession, Customers } from "./customers/index.ts";
export type { Issuers } from "./issuers/index.ts";
export { issuerOf } from "./issuers/issuer-of.ts";
export { TokenRefused, tokenSteps } from "./issuers/verify.ts";
export type { LimitsIn } from "./limits/open-store.ts";
export type { Admission, RateLimits } from "./limits/rate-limits.ts";
export {
  defaultNames as loginProviderNames,
  type LoginProvider,
  type LoginProviderId,
  loginProviderIds,
} from "./login-providers.ts";
export type { Oauth } from "./oauth/index.ts";
export type { Interactions } from "./oauth/interactions.ts";
export type { Passwords } from "./passwords.ts";
export type { SecondFactor } from "./second-factor.ts";
export { generatePassword } from "./secrets.ts";
export type { Client, SessionInfo, Sessions } from "./sessions.ts";
export { createShortMemory, type ShortMemory } from "./short-memory.ts";
export type { Challenged, SignedIn, SignIn, SignInAnswer } from "./sign-in.ts";
export { inboundSecretPurpose } from "./vault/inbound-secret.ts";
export { type Rotation, rotateSecrets } from "./vault/rotate.ts";
export type { Vault } from "./vault.ts";

/** Who is calling: keys, sessions, passwords, limits. One a process. */
export type Identity = {
  apiKeys: ApiKeys;
  sessions: Sessions;
  passwords: Passwords;
  secondFactor: SecondFactor;
  signIn: SignIn;
  loginProviders: LoginProviders;
  customers: Customers;
  issuers: Issuers;
  rateLimits: RateLimits;
  /** Keys that outlive a change of the application secret. */
  keyring: Keyring;
  vault: Vault;
  secrets: SecretStore;
  oauth: Oauth;
  close(): Promise<void>;
};

export type IdentityOptions = {
  db: Database;
  live: Pick<Live, "subscribe" | "publish">;
  /** The application secret: it wraps the keys that lie in the database. */
  secret: string;
  /** The one before, while it is being changed. */
  previousSecret?: string;
  clock: Clock;
  permissionsOf: (role: string) => ReadonlySet<string>;
  /** The providers of sign-ins that the environment configures. */
  loginProviders?: readonly LoginProvider[];
  onError: (error: Error) => void;
  /** What fetches the keys of trusted issuers. */
  http: Pick<HttpClient, "request">;
  /** In memory by default, which is right for a single process. */
  limitsIn?: LimitsIn;
  /** The OAuth server: its address, what tokens can be for, and what they can say. */
  oauth: Pick<OauthOptions, "issuer" | "resources" | "scopes" | "customerScopes" | "http">;
};

/** @throws Error that names the mend where the application secret is not the one of this database */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const keyring = await openKeyring(options);
  const vault = createVault(keyring);
  const apiKeys = createApiKeys({ ...options, pepper: await keyring.named("api keys") });
  const sessions = createSessions(options);
  const passwords = createPasswords();
  const { db, clock, onError, limitsIn = "memory" } = options;
  const postgres = createPostgresStore({ db, onError });
  const limits = openLimitStore(limitsIn, postgres, onError);
  const throttle = createThrottle(postgres);
  const pepper = await keyring.named("recovery codes");
  const secondFactor = createSecondFactor({ ...options, vault, throttle, pepper });
  const customers = createCustomers({ ...options, passwords, throttle });
  const oauth = createOauth({
    ...{ ...options, ...options.oauth, vault },
    customerOf: customerOfCookie(customers, options.oauth.issuer),
    pepper: await keyring.named("oauth clients"),
    cookieKey: await keyring.named("oauth cookies"),
  });
  const issuers = createIssuers(options);
  return {
    apiKeys,
    sessions,
    passwords,
    secondFactor,
    customers,
    signIn: createSignIn({ ...options, passwords, sessions, secondFactor, throttle }),
    loginProviders: createLoginProviders({
      ...options,
      vault,
      fixed: options.loginProviders ?? [],
    }),
    issuers,
    rateLimits: createRateLimits({ store: limits }),
    keyring,
    vault,
    secrets: createSecretStore(db, vault, clock),
    oauth,
    async close() {
      await apiKeys.close();
      await oauth.close();
      issuers.close();
      await limits.close();
      await postgres.close();
    },
  };
}
