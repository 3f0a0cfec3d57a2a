import { AppError, isExpired, Limits, newId } from "@crossdock/core";
import { Prisma } from "@crossdock/db";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { findKey, type KeyRow, refuseRevoked } from "./find.ts";

type Rotation = { id: string; overlapSeconds: number };

/**
 * A new key that may do what the old one may, for as long as that was made for. The old one goes on
 * working for the overlap; while both do, they share one quota.
 * @throws AppError `not_found`, `transition_invalid`, `conflict` where another rotation was faster
 */
export async function rotateKey(ctx: CommandContext, { id, overlapSeconds }: Rotation) {
  const old = await findKey(ctx, id);
  refuseRevoked(old);
  if (isExpired(old.expiresAt, ctx.now)) throw refusal("The key has expired. Make a new one.");
  const successor = await ctx.db.apiKey.findFirst({ where: { replacesId: id, revokedAt: null } });
  if (successor) throw refusal(`${successor.id} takes over from this key: rotate that one.`);
  const { key, hash, hint } = ctx.services.identity.apiKeys.issue();
  const row = await refuseDuplicates(rotatedMeanwhile, () =>
    ctx.db.apiKey.create({
      data: {
        ...inherited(old),
        id: newId("key", ctx.now),
        hash,
        hint,
        replacesId: id,
        originId: old.originId ?? id,
        expiresAt: sameLifetime(old, ctx.now),
        createdAt: ctx.now,
      },
    }),
  );
  const overlapEnd = new Date(ctx.now.getTime() + overlapSeconds * 1000);
  await ctx.db.apiKey.update({
    where: { id },
    data: { expiresAt: earlierOf(overlapEnd, old.expiresAt) },
  });
  return { row, key };
}

const rotatedMeanwhile = { detail: "The key has just been rotated by somebody else." };

function refusal(detail: string): AppError {
  return new AppError("transition_invalid", { detail });
}

// Prisma takes the JSON that it gave, but for null, which is a word of its own to it.
function inherited(old: KeyRow) {
  const { partnerId, name, scopes, apiVersion, allowedAddresses, limitsOverrideUntil } = old;
  return {
    ...{ partnerId, name, scopes, apiVersion, allowedAddresses, limitsOverrideUntil },
    limits: Limits.parse(old.limits),
    limitsOverride: Limits.nullable().parse(old.limitsOverride) ?? Prisma.DbNull,
  };
}

// Not the same end: most keys are rotated because theirs is near.
function sameLifetime({ createdAt, expiresAt }: KeyRow, now: Date): Date | null {
  if (expiresAt === null) return null;
  return new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime());
}

function earlierOf(one: Date, other: Date | null): Date {
  return other !== null && other < one ? other : one;
}
