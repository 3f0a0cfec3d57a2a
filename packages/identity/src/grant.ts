import { type Limits, lowerLimits } from "@crossdock/core";

type Grant = { scopes: string[]; limits: Limits };

/** What a credential was made with, and what its partner is granted at this moment; null for the shop's own. */
export type Held = Grant & { granted: Grant | null };

/** What is taken from a partner is taken from its credentials at once, whatever they were made with. */
export function withinGrant({ scopes, limits, granted }: Held): Grant {
  if (granted === null) return { scopes, limits };
  return {
    scopes: scopes.filter((scope) => granted.scopes.includes(scope)),
    limits: lowerLimits(limits, granted.limits),
  };
}

/** For a query of credentials with their partner as `p`. */
export const grantedColumn = `CASE WHEN p.id IS NOT NULL
  THEN jsonb_build_object('scopes', p.scopes, 'limits', p.limits) END AS granted`;
