import type { Clock } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { createPasswords, type Passwords } from "./passwords.ts";
import { createRateLimits, type RateLimits } from "./rate-limits.ts";
import { deriveKey } from "./secrets.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { createVault, type Vault } from "./vault.ts";

export { isWellFormed } from "./api-key.ts";
export type { ApiKeys } from "./api-keys.ts";
export type { Passwords } from "./passwords.ts";
export type { Admission, RateLimits } from "./rate-limits.ts";
export { deriveKey, generatePassword } from "./secrets.ts";
export type { Sessions } from "./sessions.ts";
export type { SignedIn, SignIn } from "./sign-in.ts";
export type { Vault } from "./vault.ts";

/** Who is calling: keys, sessions, passwords, limits. One a process. */
export type Identity = {
  apiKeys: ApiKeys;
  sessions: Sessions;
  passwords: Passwords;
  signIn: SignIn;
  rateLimits: RateLimits;
  vault: Vault;
  close(): Promise<void>;
};

export type IdentityOptions = {
  db: Database;
  /** The application secret; each purpose derives its own key from it. */
  secret: string;
  clock: Clock;
  permissionsOf: (role: string) => ReadonlySet<string>;
  onError: (error: Error) => void;
};

export function createIdentity(options: IdentityOptions): Identity {
  const apiKeys = createApiKeys({ ...options, pepper: deriveKey(options.secret, "api keys") });
  const sessions = createSessions(options);
  const passwords = createPasswords();
  return {
    apiKeys,
    sessions,
    passwords,
    signIn: createSignIn(options.db, passwords, sessions),
    rateLimits: createRateLimits(),
    vault: createVault(deriveKey(options.secret, "vault")),
    close: () => apiKeys.close(),
  };
}
