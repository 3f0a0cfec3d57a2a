import { Nothing } from "../procedure/fields.ts";
import { command, demand, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { beginExport, toExport } from "./begin.ts";
import { CreateExport, Export, ExportList } from "./schema.ts";

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
    .mutation(({ ctx, input }) => {
      demand(ctx.principal, `${input.kind}:read`);
      return beginExport(ctx, input);
    }),
});
