/** What a procedure asks for: a resource, and whether it only reads. */
export type Permission = `${string}:${"read" | "write"}`;

export const roles = ["owner", "admin", "developer", "operations", "support", "viewer"] as const;
type Role = (typeof roles)[number];

/** The role of every partner's developer, and of nobody else: no member of the team can have it. */
export const partnerRole = "partner";

/** Of all who may change customers, the roles that may erase one. */
export const erasingRoles: readonly string[] = ["owner", "admin"];

/** What no procedure asks for as a whole: those about members ask for it where one is an owner. */
export const ownersPermission: Permission = "owners:write";

type Rule =
  | {
      /** Resources that the role may not even look at, and so not change either. */
      hidden: readonly string[];
      /** Resources that it may change. */
      writes: readonly string[] | "all";
    }
  // For people who are not the shop's: a new resource stays closed to them until it is named.
  | { only: readonly Permission[] };

/**
 * The one table of who may do what. A new resource is readable by all of the team, and the owner's
 * and admin's to change.
 */
const rules: Record<Role | typeof partnerRole, Rule> = {
  owner: { hidden: [], writes: "all" },
  admin: { hidden: ["owners"], writes: "all" },
  developer: {
    hidden: ["users", "settings"],
    writes: ["keys", "clients", "partners", "webhook-endpoints", "logs", "alerts", "jobs"],
  },
  operations: {
    hidden: ["users", "settings", "operations", "logs", "alerts"],
    writes: [
      "products",
      "inventory",
      "orders",
      "customers",
      "payments",
      "inquiries",
      "announcements",
      "exports",
    ],
  },
  support: {
    hidden: ["users", "settings", "audit", "operations", "logs", "alerts", "jobs"],
    writes: ["customers", "inquiries"],
  },
  viewer: {
    hidden: ["users", "settings", "audit", "operations", "logs", "alerts", "jobs"],
    writes: [],
  },
  [partnerRole]: {
    only: [
      ...(["keys:read", "keys:write", "clients:read", "clients:write"] as const),
      ...(["logs:read", "exports:read"] as const),
    ],
  },
};

/** Of all permissions, those of a role; none for a role that does not exist any more. */
export function permissionsOfRole(role: string, all: readonly string[]): Set<string> {
  const rule = Object.entries(rules).find(([name]) => name === role)?.[1];
  return new Set(rule ? all.filter((permission) => allows(rule, permission)) : []);
}

function allows(rule: Rule, permission: string): boolean {
  if ("only" in rule) return rule.only.some((named) => named === permission);
  const { hidden, writes } = rule;
  const [resource = "", action] = permission.split(":");
  if (hidden.includes(resource)) return false;
  return action === "read" || writes === "all" || writes.includes(resource);
}
