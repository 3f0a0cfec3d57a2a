import { AppError, invalidMember, Limits, unlimited, windowsBeyond } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import type { Services } from "../procedure/context.ts";
import { findPartner } from "./find.ts";

type Db = { db: Pick<Tx, "partner"> };
type Inside = Db & { services: Pick<Services, "grantableScopes"> };

/**
 * What a credential of this owner can hold at most: a partner's what the partner is granted, the
 * shop's own everything.
 * @throws AppError `not_found` where there is no such partner
 */
export async function scopesFor(
  { db, services: { grantableScopes } }: Inside,
  partnerId: string | null,
): Promise<readonly string[]> {
  if (partnerId === null) return grantableScopes;
  const granted = (await findPartner(db, partnerId)).scopes;
  return grantableScopes.filter((scope) => granted.includes(scope));
}

/** @throws AppError `validation_failed` naming the scopes that nobody can hold, or not this owner */
export function refuseScopesBeyond(scopes: readonly string[], grantable: readonly string[]): void {
  const beyond = scopes.filter((scope) => !grantable.includes(scope));
  if (beyond.length === 0) return;
  const detail = `${beyond.join(", ")} cannot be granted here.`;
  const fix = `What can be granted is ${grantable.join(", ") || "nothing at present"}.`;
  throw invalidMember({ pointer: "#/scopes", code: "unknown_scope", detail, fix });
}

/**
 * The limits that each credential of this owner may have at most; the shop's own may have any.
 * @throws AppError `not_found` where there is no such partner
 */
export async function limitsFor({ db }: Db, partnerId: string | null): Promise<Limits> {
  if (partnerId === null) return unlimited;
  return Limits.parse((await findPartner(db, partnerId)).limits);
}

/** @throws AppError `validation_failed` for each window that allows more; `at` is where the limits stand */
export function refuseLimitsBeyond(limits: Limits, most: Limits, at = "#/limits"): void {
  const errors = windowsBeyond(limits, most).map((window) => ({
    pointer: `${at}/${window}`,
    code: "too_big",
    detail: "The partner is granted less.",
    fix: `Send ${most[window]} or less.`,
  }));
  const [first] = errors;
  if (first) throw new AppError("validation_failed", { detail: first.detail, errors });
}
