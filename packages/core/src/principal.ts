/**
 * Who is calling. Made from the verified credential and from nothing else. `permissions` is what
 * the caller may do: a key's scopes, or what a user's role allows.
 */
export type Principal = UserPrincipal | ApiKeyPrincipal | ConnectorPrincipal | SystemPrincipal;

export type UserPrincipal = {
  kind: "user";
  id: string;
  name: string;
  role: string;
  sessionId: string;
  partnerId: null;
  permissions: ReadonlySet<string>;
};

export type ApiKeyPrincipal = {
  kind: "apiKey";
  id: string;
  name: string;
  /** The partner who owns the key; null for a key of the shop itself, which sees every row. */
  partnerId: string | null;
  permissions: ReadonlySet<string>;
  /** Requests a minute; null is unlimited. */
  rateLimit: number | null;
  /** The version of the API that the key is pinned to; null is the newest. */
  apiVersion: string | null;
};

/** A third party that told us something by a verified webhook. */
export type ConnectorPrincipal = {
  kind: "connector";
  id: string;
  name: string;
  partnerId: null;
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
