import { findOperation } from "@crossdock/connectors/openapi";
import { AppError } from "@crossdock/core";
import type { Prisma, Tx } from "@crossdock/db";
import { documentOf } from "../connections/documents.ts";
import type { RunRow } from "./run-row.ts";
import { MappingDefinition } from "./schema.ts";

/** @throws AppError `not_found` */
export async function findMapping(db: Pick<Tx, "mapping">, id: string) {
  const row = await db.mapping.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", { detail: `There is no mapping ${id}.` });
  return row;
}

type Reads = Pick<Tx, "connection" | "mappingRun">;

export async function toMapping(db: Reads, row: Prisma.MappingGetPayload<object>) {
  const definition = MappingDefinition.parse(row.definition);
  const connection =
    row.connectionId === null
      ? null
      : await db.connection.findUnique({
          where: { id: row.connectionId },
          select: { name: true },
        });
  const [last] = await db.mappingRun.findMany({
    where: { mappingId: row.id, status: { not: "skipped" } },
    orderBy: { id: "desc" },
    take: 1,
    select: { status: true, updatedAt: true },
  });
  return {
    ...{ id: row.id, name: row.name, enabled: row.enabled, version: row.version, definition },
    disabledReason: row.disabledReason,
    failingSince: row.failingSince?.toISOString() ?? null,
    connectionName: connection?.name ?? null,
    warning: await warningOf(db, definition),
    lastRun: last ? { status: last.status, at: last.updatedAt.toISOString() } : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What a newer document of the API has taken away. */
async function warningOf(db: Reads, definition: MappingDefinition): Promise<string | null> {
  if (definition.direction === "in") return null;
  const { connectionId, method, path } = definition;
  const document = await documentOf(db, connectionId);
  const operation = document && findOperation(document, method, path);
  if (document && !operation) return `The API's document has no ${method} ${path} any more.`;
  return operation?.deprecated ? `${method} ${path} is deprecated.` : null;
}

export function toRun({ leasedUntil: _, hops: __, ...run }: RunRow) {
  return {
    ...run,
    nextAttemptAt: run.nextAttemptAt?.toISOString() ?? null,
    createdAt: run.createdAt.toISOString(),
    updatedAt: run.updatedAt.toISOString(),
  };
}
