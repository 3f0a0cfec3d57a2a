import { ApiAuth, hostsTold } from "@crossdock/connectors/openapi";
import type { Prisma, Tx } from "@crossdock/db";
import { OperationChange } from "./schema.ts";

export type ConnectionRow = Prisma.ConnectionGetPayload<{ omit: { document: true } }>;

export async function toConnection(db: Pick<Tx, "secret">, row: ConnectionRow) {
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
    changes: OperationChange.array().parse(changes),
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
