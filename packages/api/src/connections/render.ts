import { ApiAuth, hostsTold } from "@crossdock/connectors/openapi";
import type { Prisma, Tx } from "@crossdock/db";
import type { z } from "zod";
import { OperationChange } from "./schema.ts";

export type ConnectionRow = Prisma.ConnectionGetPayload<{ omit: { document: true } }>;

export async function toConnection(db: Pick<Tx, "secret" | "mapping">, row: ConnectionRow) {
  const { auth: stored, changes, documentAt, createdAt, updatedAt, ...facts } = row;
  const auth = ApiAuth.parse(stored);
  const [secret] = await db.secret.findMany({
    where: { owner: secretOwner(row.id) },
    select: { host: true },
  });
  return {
    ...facts,
    auth,
    secret: stateOf(auth, secret?.host, hostsTold(row.baseUrl, auth)),
    changes: await usedChanges(db, row.id, OperationChange.array().parse(changes)),
    documentAt: documentAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Whose the secret of a connection is in the store, and what it is called there. */
export function secretOwner(id: string): string {
  return `connection:${id}`;
}

export const secretName = "secret";

function stateOf({ kind }: ApiAuth, enteredFor: string | undefined, hosts: string) {
  if (kind === "none") return "not needed" as const;
  if (enteredFor === undefined) return "missing" as const;
  return enteredFor === hosts ? ("set" as const) : ("other host" as const);
}

type Change = z.infer<typeof OperationChange>;

/** A change of an operation that a mapping calls is what an admin has to look at. */
async function usedChanges(db: Pick<Tx, "mapping">, connectionId: string, changes: Change[]) {
  const mappings =
    changes.length === 0
      ? []
      : await db.mapping.findMany({
          where: { connectionId },
          select: { name: true, definition: true },
          orderBy: { name: "asc" },
        });
  return changes.map((change) => {
    const using = mappings.filter(({ definition }) => {
      const { method, path } = Object(definition) as { method?: unknown; path?: unknown };
      return method === change.method && path === change.path;
    });
    return { ...change, usedBy: using.map(({ name }) => name) };
  });
}
