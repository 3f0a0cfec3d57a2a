import { AppError, Limits } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { QueryContext } from "../procedure/context.ts";
import { ownRows } from "../procedure/scoping.ts";
import { OauthGrant } from "./schema.ts";

type Row = Prisma.OauthClientGetPayload<object>;

/**
 * The client among those that the caller may see; `confidential`: one that has a secret.
 * @throws AppError `not_found`, `conflict`
 */
export async function findClient(
  {
    db,
    principal,
  }: { db: Pick<QueryContext["db"], "oauthClient">; principal: QueryContext["principal"] },
  id: string,
  kind?: "confidential",
): Promise<Row> {
  const row = await db.oauthClient.findFirst({
    where: { id, ...ownRows(principal, "oauthClient") },
  });
  if (!row) throw new AppError("not_found", { detail: `There is no OAuth client ${id}.` });
  if (kind && row.public) {
    throw new AppError("conflict", { detail: "A public program has no secret to change." });
  }
  return row;
}

export function toClient(row: Row) {
  return {
    ...row,
    grants: OauthGrant.array().parse(row.grants),
    limits: Limits.parse(row.limits),
    previousSecretUntil: row.previousSecretUntil?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function toGrant(row: Prisma.OauthRecordGetPayload<object>) {
  const { resources = {} } = row.payload as { resources?: Record<string, string> };
  return {
    id: row.accountId ?? "",
    scopes: [...new Set(Object.values(resources).flatMap((scopes) => scopes.split(" ")))].sort(),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
