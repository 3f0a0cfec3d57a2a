import type { z } from "zod";
import { findPartner } from "../partners/find.ts";
import type { QueryContext } from "../procedure/context.ts";
import { findKey } from "./find.ts";
import { toKey } from "./render.ts";
import type { KeyDetail } from "./schema.ts";
import { usageOfKey } from "./usage.ts";

/** The key with who made it, its rotation and its use. @throws AppError `not_found` */
export async function keyDetail(ctx: QueryContext, id: string): Promise<z.input<typeof KeyDetail>> {
  const row = await findKey(ctx, id);
  const [partner, made, replaced, successor, use] = await Promise.all([
    row.partnerId ? findPartner(ctx.db, row.partnerId) : null,
    makerOf(ctx, id),
    row.replacesId && findKey(ctx, row.replacesId),
    ctx.db.apiKey.findFirst({ where: { replacesId: id, revokedAt: null } }),
    usageOfKey(ctx, row),
  ]);
  return {
    ...toKey(row, ctx.now),
    partnerName: partner?.name ?? null,
    createdBy: made,
    predecessor: replaced ? toKey(replaced, ctx.now) : null,
    successor: successor && toKey(successor, ctx.now),
    ...use,
  };
}

async function makerOf({ db, principal: { partnerId } }: QueryContext, keyId: string) {
  const entry = await db.auditEntry.findFirst({
    where: { targetId: keyId, action: { in: ["keys.create", "keys.rotate"] } },
    orderBy: { id: "asc" },
  });
  if (!entry) return null;
  const { actorKind: kind, actorId: id, actorName: name } = entry;
  // Who works in the shop is not for partners to know.
  const known = partnerId === null || (await db.user.count({ where: { id, partnerId } })) > 0;
  return known ? { kind, id, name } : null;
}
