import { AppError, decodeCursor } from "@crossdock/core";
import type { Prisma, Tx } from "@crossdock/db";
import type { CommandContext, QueryContext } from "../procedure/context.ts";

type Client = Prisma.OauthClientGetPayload<object>;

/** The grants that stand, one a customer, by the customer's id; one more than `limit`, which tells of more. */
export function grantsOf(
  { db, now }: QueryContext,
  client: Client,
  limit: number,
  cursor: string | undefined,
) {
  return db.oauthRecord.findMany({
    where: {
      ...standing(client, now),
      ...(cursor === undefined ? {} : { accountId: { lt: decodeCursor(cursor) } }),
    },
    orderBy: { accountId: "desc" },
    take: limit + 1,
  });
}

/**
 * Ends the customer's grant with every code and refresh token that came of it; its access tokens fall
 * with it.
 * @throws AppError `not_found`
 */
export async function endGrant(
  { db, now }: CommandContext,
  client: Client,
  customerId: string,
): Promise<Prisma.OauthRecordGetPayload<object>> {
  const grant = await db.oauthRecord.findFirst({
    where: { ...standing(client, now), accountId: customerId },
  });
  if (!grant) {
    throw new AppError("not_found", { detail: `${customerId} has allowed this client nothing.` });
  }
  await db.oauthRecord.deleteMany({ where: { clientId: known(client), accountId: customerId } });
  return grant;
}

/** Ends all that the client got from anybody. */
export async function endClient(db: Tx, client: Client): Promise<void> {
  await db.oauthRecord.deleteMany({ where: { clientId: known(client) } });
}

function standing(client: Client, now: Date) {
  return { model: "Grant", clientId: known(client), expiresAt: { gt: now } };
}

/** By what name the client's tokens know it. */
function known({ id, documentUrl }: Client): string {
  return documentUrl ?? id;
}
