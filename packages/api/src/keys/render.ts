import { isExpired, isExpiring, Limits } from "@crossdock/core";
import type { z } from "zod";
import type { KeyRow } from "./find.ts";
import type { ApiKey } from "./schema.ts";

/** The key as it stands at `now`. */
export function toKey(row: KeyRow, now: Date): z.input<typeof ApiKey> {
  return {
    ...row,
    state: stateOf(row, now),
    limits: Limits.parse(row.limits),
    limitsOverride: Limits.nullable().parse(row.limitsOverride),
    limitsOverrideUntil: row.limitsOverrideUntil?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

function stateOf({ revokedAt, expiresAt }: KeyRow, now: Date) {
  if (revokedAt) return "revoked";
  if (isExpired(expiresAt, now)) return "expired";
  return isExpiring(expiresAt, now) ? "expiring" : "active";
}
