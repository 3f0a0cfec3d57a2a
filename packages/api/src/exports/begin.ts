import { isAllowed, newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { signAddress } from "../files/address.ts";
import { LogFilter } from "../logs/schema.ts";
import type { CommandContext, Context } from "../procedure/context.ts";
import type { Permission } from "../procedure/permissions.ts";
import { OfMonth } from "../usage/month.ts";

export const runExportJob = "run-export";

const linkMs = 15 * 60_000;

type Row = Prisma.ExportGetPayload<{ include: { file: true } }>;

type Asked = Pick<Row, "kind" | "format"> & { filter?: Prisma.InputJsonObject };

/** Has what the caller may see of a list written as a file. The caller's right to the list is checked before. */
export async function beginExport(ctx: CommandContext, { kind, format, filter = {} }: Asked) {
  const { id: createdBy, partnerId } = ctx.principal;
  const row = await ctx.db.export.create({
    data: {
      ...{ id: newId("exp", ctx.now), kind, format, filter, partnerId, state: "queued" },
      ...{ createdBy, createdAt: ctx.now },
    },
    include: { file: true },
  });
  await ctx.enqueue(runExportJob, { exportId: row.id });
  return toExport(ctx, row);
}

export async function toExport({ services, principal }: Context, { file, ...row }: Row) {
  const until = new Date(services.clock.now().getTime() + linkMs);
  // Who may read the list no more gets no link any more.
  const mayRead = isAllowed(principal, permissionOf(row));
  return {
    ...row,
    filter: row.kind === "requests" ? LogFilter.parse(row.filter) : {},
    month: row.kind === "usage" ? OfMonth.parse(row.filter).month : null,
    url: file && mayRead ? await signAddress(services, "GET", file.id, until) : null,
    expiresAt: file?.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

function permissionOf({ kind }: Pick<Row, "kind">): Permission {
  return kind === "requests" || kind === "usage" ? "logs:read" : `${kind}:read`;
}
