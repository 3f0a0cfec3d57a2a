import { AppError } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import type { Services } from "../procedure/context.ts";
import { findPartner } from "./find.ts";

type Inside = { db: Pick<Tx, "partner">; services: Pick<Services, "grantableScopes"> };

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
  throw new AppError("validation_failed", {
    detail,
    errors: [{ pointer: "#/scopes", code: "unknown_scope", detail, fix }],
  });
}
