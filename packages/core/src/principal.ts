import type { Limits } from "./limits.ts";

/**
 * Who is calling. Made from the verified credential and from nothing else. `permissions` is what
 * the caller may do: a key's scopes, or what a user's role allows.
 */
export type Principal =
  | UserPrincipal
  | ApiKeyPrincipal
  | OAuthClientPrincipal
  | CustomerPrincipal
  | ExternalPrincipal
  | ConnectorPrincipal
  | SystemPrincipal;

export type UserPrincipal = {
  kind: "user";
  id: string;
  name: string;
  role: string;
  sessionId: string;
  /** The partner whose developer this is, who sees the portal alone; null for the team. */
  partnerId: string | null;
  permissions: ReadonlySet<string>;
};

export type ApiKeyPrincipal = {
  kind: "apiKey";
  id: string;
  /** The first key of a chain of rotations: a system is known by it, whichever of its keys it sends. */
  originId: string;
  name: string;
  /** The partner who owns the key; null for a key of the shop itself, which sees every row. */
  partnerId: string | null;
  permissions: ReadonlySet<string>;
  limits: Limits;
  /** The version of the API that the key is pinned to; null is the newest. */
  apiVersion: string | null;
  /** From when on it is refused; null is never. */
  expiresAt: Date | null;
};

/** A program with an access token of ours that it got for itself (client credentials). */
export type OAuthClientPrincipal = {
  kind: "oauthClient";
  /** The client's id. */
  id: string;
  name: string;
  partnerId: string | null;
  permissions: ReadonlySet<string>;
  limits: Limits;
  apiVersion: string | null;
};

/** A customer, through a program that the customer allowed to act (authorization code). Sees the own account alone. */
export type CustomerPrincipal = {
  kind: "customer";
  /** The customer's id. */
  id: string;
  /** Never a person's name: audit entries keep it. */
  name: string;
  /** The program that acts, and the partner whose it is. */
  clientId: string;
  partnerId: string | null;
  permissions: ReadonlySet<string>;
  limits: Limits;
  apiVersion: string | null;
};

/** Whoever a trusted issuer's JWT names. */
export type ExternalPrincipal = {
  kind: "external";
  /** The issuer's id here, a colon, and the token's subject. */
  id: string;
  name: string;
  partnerId: string | null;
  permissions: ReadonlySet<string>;
  limits: Limits;
  apiVersion: string | null;
};

/** A third party that told us something by a verified webhook, or the mapping that follows it. */
export type ConnectorPrincipal = {
  kind: "connector";
  id: string;
  name: string;
  /** Whom a mapping acts for; null is the shop itself. */
  partnerId: string | null;
  permissions: ReadonlySet<string>;
};

/** The product itself: jobs, seeds, the command line. */
export type SystemPrincipal = {
  kind: "system";
  id: string;
  name: string;
  partnerId: null;
  permissions: "all";
};

export function systemPrincipal(id: string): SystemPrincipal {
  return { kind: "system", id, name: id, partnerId: null, permissions: "all" };
}

export function isAllowed(principal: Principal, permission: string): boolean {
  return principal.permissions === "all" || principal.permissions.has(permission);
}

/** What a system is known by, whichever key of a chain of rotations it sends. */
export function systemIdOf(principal: Principal): string {
  return principal.kind === "apiKey" ? principal.originId : principal.id;
}

/** The id of the credential that calls are counted by: for a customer's token that of the program. */
export function credentialIdOf(principal: Principal): string {
  return principal.kind === "customer" ? principal.clientId : principal.id;
}
