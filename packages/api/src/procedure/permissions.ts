/** What an API key can be granted, and what a user's role may allow. */
export const grantableScopes = [
  "products:read",
  "products:write",
  "inventory:read",
  "inventory:write",
  "orders:read",
  "orders:write",
  "customers:read",
  "customers:write",
  "payments:read",
  "payments:write",
  "inquiries:read",
  "inquiries:write",
  "events:read",
] as const;

/** What only people's roles allow: no key holds these. */
const rolePermissions = [
  "keys:read",
  "keys:write",
  "partners:read",
  "partners:write",
  "connectors:read",
  "notifications:read",
  "users:read",
  "users:write",
  "audit:read",
  "shop:read",
  "shop:write",
] as const;

export type GrantableScope = (typeof grantableScopes)[number];
export type Permission = GrantableScope | (typeof rolePermissions)[number];

export const roles = ["owner", "admin", "developer", "operations", "support", "viewer"] as const;
export type Role = (typeof roles)[number];

const everything: readonly Permission[] = [...grantableScopes, ...rolePermissions];
const reading = everything.filter(
  (permission) =>
    permission.endsWith(":read") && !["users:read", "audit:read"].includes(permission),
);

/** The one table of who may do what. */
const rolesTable: Record<Role, readonly Permission[]> = {
  owner: everything,
  admin: everything,
  developer: [...reading, "audit:read", "keys:write", "partners:write"],
  operations: [
    ...reading,
    "audit:read",
    "products:write",
    "inventory:write",
    "orders:write",
    "customers:write",
    "payments:write",
    "inquiries:write",
  ],
  support: [...reading, "customers:write", "inquiries:write"],
  viewer: reading,
};

/** The permissions of a role; none for a role that does not exist any more. */
export function permissionsOf(role: string): ReadonlySet<string> {
  return sets.get(role) ?? new Set();
}

const sets = new Map<string, ReadonlySet<string>>(
  roles.map((role) => [role, new Set(rolesTable[role])]),
);
