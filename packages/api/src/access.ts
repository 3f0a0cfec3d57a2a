import { listProcedures } from "@crossdock/adapters";
import {
  ownersPermission,
  partnerRole,
  permissionsOfRole,
  roles,
} from "./procedure/permissions.ts";
import { appRouter } from "./router.ts";

const procedures = listProcedures(appRouter).map(({ meta }) => meta);

/** What an API key can be granted: what the operations of the public API ask for. */
export const grantableScopes: readonly string[] = scopesOf(
  procedures.filter(({ rest }) => rest !== undefined),
  // Keys may hold these already; the operations that ask for them come with later versions.
  ["payments:write", "webhook-endpoints:read", "webhook-endpoints:write"],
);

/** Of these, what a customer can grant to a program: always about what is the customer's own. */
export const customerScopes: readonly string[] = scopesOf(
  procedures.filter((meta) => "forCustomers" in meta),
  [],
);

/** Everything that a procedure asks for, or asks for within. */
export const allPermissions = scopesOf(procedures, [...grantableScopes, ownersPermission]);
const byRole = new Map<string, ReadonlySet<string>>(
  [...roles, partnerRole].map((role) => [role, permissionsOfRole(role, allPermissions)]),
);

/** The permissions of a role; none for a role that does not exist any more. */
export function permissionsOf(role: string): ReadonlySet<string> {
  return byRole.get(role) ?? new Set();
}

function scopesOf(procedures: { scope?: string }[], more: readonly string[]): string[] {
  const scopes = procedures.flatMap(({ scope }) => (scope && scope !== "any" ? [scope] : []));
  return [...new Set([...scopes, ...more])].sort();
}
