import { type ApiDocument, readDocument } from "@crossdock/connectors/openapi";
import { AppError } from "@crossdock/core";
import type { Tx } from "@crossdock/db";

/**
 * The document of a connection; null where it has none.
 * @throws AppError `not_found`
 */
export async function documentOf(
  db: Pick<Tx, "connection">,
  id: string,
): Promise<ApiDocument | null> {
  const found = await db.connection.findUnique({
    where: { id },
    select: { documentAt: true, version: true },
  });
  if (!found) throw new AppError("not_found", { detail: `There is no connection ${id}.` });
  if (found.documentAt === null) return null;
  const key = `${id} ${found.version}`;
  const known = read.get(key);
  if (known) return known;
  const row = await db.connection.findUniqueOrThrow({ where: { id }, select: { document: true } });
  const document = readDocument(row.document ?? "");
  // Reading takes up to a second: the few that are in use are kept.
  for (const oldest of read.keys()) {
    if (read.size < keptMax) break;
    read.delete(oldest);
  }
  read.set(key, document);
  return document;
}

const keptMax = 8;
const read = new Map<string, ApiDocument>();
