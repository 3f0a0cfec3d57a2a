import { isAllowed, newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { signAddress } from "../files/address.ts";
import type { Context } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, demand, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { CreateExport, Export, ExportList } from "./schema.ts";

export const runExportJob = "run-export";

const linkMs = 15 * 60_000;

export const exportsRouter = router({
  list: query("exports:read")
    .meta({ summary: "List your exports" })
    .input(Nothing)
    .output(ExportList)
    .query(async ({ ctx }) => {
      // One's own alone: what is in a file is for who may read that list.
      const rows = await ctx.db.export.findMany({
        where: { createdBy: ctx.principal.id },
        include: { file: true },
        orderBy: { id: "desc" },
        take: 50,
      });
      return { data: await Promise.all(rows.map((row) => toExport(ctx, row))) };
    }),

  create: command("exports:write")
    .meta({ summary: "Write a list as a file" })
    .input(CreateExport)
    .output(Export)
    .mutation(async ({ ctx, input }) => {
      demand(ctx.principal, `${input.kind}:read`);
      const row = await ctx.db.export.create({
        data: {
          ...input,
          ...{ id: newId("exp", ctx.now), state: "queued", createdBy: ctx.principal.id },
          createdAt: ctx.now,
        },
        include: { file: true },
      });
      await ctx.enqueue(runExportJob, { exportId: row.id });
      return toExport(ctx, row);
    }),
});

type Row = Prisma.ExportGetPayload<{ include: { file: true } }>;

async function toExport({ services, principal }: Context, { file, ...row }: Row) {
  const until = new Date(services.clock.now().getTime() + linkMs);
  // Who may read the list no more gets no link any more.
  const mayRead = isAllowed(principal, `${row.kind}:read`);
  return {
    ...row,
    url: file && mayRead ? await signAddress(services, "GET", file.id, until) : null,
    expiresAt: file?.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
