import { AppError } from "@crossdock/core";
import { Prisma } from "@crossdock/db";
import type { z } from "zod";
import { limitsFor, refuseLimitsBeyond, refuseScopesBeyond, scopesFor } from "../partners/grant.ts";
import type { CommandContext } from "../procedure/context.ts";
import { type KeyRow, refuseRevoked } from "./find.ts";
import { refusePastEnd } from "./refusals.ts";
import type { UpdateKey } from "./schema.ts";

type Changes = Omit<z.output<typeof UpdateKey>, "id">;

/**
 * What a change writes. Scopes that the key holds already may stay, whatever can be granted today.
 * @throws AppError `transition_invalid` for a revoked key, `forbidden`, `validation_failed`
 */
export async function changesOf(
  ctx: CommandContext,
  before: KeyRow,
  { scopes, limitsOverride, ...fields }: Changes,
): Promise<Prisma.ApiKeyUpdateInput> {
  refuseRevoked(before);
  refusePastEnd(ctx, fields.expiresAt);
  refusePastEnd(ctx, limitsOverride?.until, "#/limitsOverride/until");
  const most = await limitsFor(ctx, before.partnerId);
  if (fields.limits) refuseLimitsBeyond(fields.limits, most);
  if (limitsOverride !== undefined) refuseOwnOverride(ctx);
  if (limitsOverride) refuseLimitsBeyond(limitsOverride.limits, most, "#/limitsOverride/limits");
  if (scopes) {
    const grantable = await scopesFor(ctx, before.partnerId);
    refuseScopesBeyond(scopes, [...grantable, ...before.scopes]);
  }
  return {
    ...fields,
    ...(scopes && { scopes: [...new Set(scopes)] }),
    ...(limitsOverride !== undefined && {
      limitsOverride: limitsOverride?.limits ?? Prisma.DbNull,
      limitsOverrideUntil: limitsOverride?.until ?? null,
    }),
  };
}

// What the shop has set for a while, such as to slow a key down, is not the partner's to lift.
function refuseOwnOverride({ principal }: CommandContext): void {
  if (principal.partnerId === null) return;
  throw new AppError("forbidden", { detail: "Limits for a while are the shop's to set: ask it." });
}
