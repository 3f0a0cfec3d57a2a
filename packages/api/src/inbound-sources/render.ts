import { AppError } from "@crossdock/core";
import type { Prisma, Tx } from "@crossdock/db";
import type { z } from "zod";
import type { Context } from "../procedure/context.ts";
import { type InboundSecret, SourceSettings } from "./schema.ts";

export const withSecrets = { include: { secrets: { orderBy: { id: "asc" as const } } } };

export type SourceRow = Prisma.InboundSourceGetPayload<{ include: { secrets: true } }>;
type SecretRow = SourceRow["secrets"][number];

/** @throws AppError `not_found` */
export async function findSource(db: Pick<Tx, "inboundSource">, id: string): Promise<SourceRow> {
  const row = await db.inboundSource.findUnique({ where: { id }, ...withSecrets });
  if (!row) throw new AppError("not_found", { detail: `There is no source of webhooks ${id}.` });
  return row;
}

/** A source as people see it: of its secrets that they are there, and for how long they are good. */
export function sourceOf({ services, now }: Context & { now: Date }, row: SourceRow) {
  const settings = SourceSettings.parse(row.settings);
  return {
    ...row,
    settings,
    kind: settings.kind,
    url: `${services.appUrl}/api/webhooks/${row.slug}`,
    secrets: row.secrets.map((secret) => secretOf(secret, now)),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function secretOf({ id, label, validFrom, validUntil, createdAt }: SecretRow, now: Date) {
  return {
    ...{ id, label, state: stateOf({ validFrom, validUntil }, now) },
    validFrom: validFrom.toISOString(),
    validUntil: validUntil?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

type Validity = Pick<SecretRow, "validFrom" | "validUntil">;
type State = z.output<typeof InboundSecret>["state"];

function stateOf({ validFrom, validUntil }: Validity, now: Date): State {
  if (validUntil && validUntil <= now) return "ended";
  if (validFrom > now) return "upcoming";
  return validUntil ? "ending" : "active";
}
