import { AppError } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { CommandContext, QueryContext } from "../procedure/context.ts";
import { ownRows } from "../procedure/scoping.ts";

export type KeyRow = Prisma.ApiKeyGetPayload<object>;

type Context = Pick<QueryContext | CommandContext, "principal"> & {
  db: Pick<Prisma.TransactionClient, "apiKey">;
};

/** @throws AppError `not_found`, also for a key that the caller may not see */
export async function findKey({ db, principal }: Context, id: string): Promise<KeyRow> {
  const row = await db.apiKey.findUnique({ where: { id, ...ownRows(principal, "apiKey") } });
  if (!row) throw new AppError("not_found", { detail: `There is no API key ${id}.` });
  return row;
}

/** @throws AppError `transition_invalid` for a revoked key */
export function refuseRevoked({ revokedAt }: KeyRow): void {
  if (revokedAt === null) return;
  const detail = "The key is revoked, which cannot be undone. Make a new one.";
  throw new AppError("transition_invalid", { detail });
}
