import type { JWTPayload } from "jose";

/** Whoever's token has `value` in `claim` holds `scopes`. */
export type ScopeRule = { claim: string; value: string; scopes: string[] };

/** What the rules grant for these claims. */
export function scopesFrom(rules: readonly ScopeRule[], claims: JWTPayload): string[] {
  const met = rules.filter(({ claim, value }) => holds(valueAt(claims, claim), value));
  return [...new Set(met.flatMap(({ scopes }) => scopes))];
}

/** By its name, which may be an address with dots, else by a path: `realm_access.roles`. */
function valueAt(claims: object, name: string): unknown {
  if (Object.hasOwn(claims, name)) return Object.entries(claims).find(([key]) => key === name)?.[1];
  let at: unknown = claims;
  for (const part of name.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return at;
}

/** As a whole, as one of a list, or as one of the words of a `scope`. */
function holds(found: unknown, value: string): boolean {
  if (Array.isArray(found)) return found.some((one) => String(one) === value);
  if (typeof found === "string") return found === value || found.split(" ").includes(value);
  return (typeof found === "number" || typeof found === "boolean") && String(found) === value;
}
