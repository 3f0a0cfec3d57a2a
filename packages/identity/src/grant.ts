import { type Limits, lowerLimits } from "@crossdock/core";

/** What a credential may do, or what a partner's credentials may do at most. */
export type Grant = { scopes: readonly string[]; limits: Limits };

/**
 * What of a partner's credential is in force: what is taken from the partner is taken from all of its
 * credentials at once, whatever they were made with.
 */
export function withinGrant(held: Grant, granted: Grant): Grant {
  return {
    scopes: held.scopes.filter((scope) => granted.scopes.includes(scope)),
    limits: lowerLimits(held.limits, granted.limits),
  };
}
