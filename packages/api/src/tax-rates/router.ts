import { AppError, newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { z } from "zod";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { CreateTaxRate, RemoveTaxRate, TaxRate, TaxRateList, UpdateTaxRate } from "./schema.ts";

export const taxRatesRouter = router({
  list: query("settings:read")
    .meta({ summary: "List tax rates" })
    .input(Nothing)
    .output(TaxRateList)
    .query(async ({ ctx }) => {
      const rows = await ctx.db.taxRate.findMany({
        orderBy: [{ country: "asc" }, { region: { sort: "asc", nulls: "first" } }],
      });
      return { data: rows.map(toTaxRate) };
    }),

  create: command("settings:write")
    .meta({
      summary: "Charge a tax on orders to a country",
      description: "It holds for orders that are placed from now on.",
      errors: ["conflict"],
    })
    .input(CreateTaxRate)
    .output(TaxRate)
    .mutation(async ({ ctx, input }) => {
      if ((await ctx.db.taxRate.count()) >= ratesMax) throw tooMany();
      const place = [input.region, input.country].filter(Boolean).join(", ");
      const detail = `There is a rate for ${place} already: change it.`;
      return refuseDuplicates({ detail }, async () =>
        toTaxRate(
          await ctx.db.taxRate.create({
            data: { ...input, id: newId("tax", ctx.now), createdAt: ctx.now, updatedAt: ctx.now },
          }),
        ),
      );
    }),

  update: command("settings:write")
    .meta({ summary: "Change a tax rate" })
    .input(UpdateTaxRate)
    .output(TaxRate)
    .mutation(async ({ ctx, input: { id, ...changes } }) => {
      await findRate(ctx, id);
      return toTaxRate(
        await ctx.db.taxRate.update({
          where: { id },
          data: { ...changes, version: { increment: 1 }, updatedAt: ctx.now },
        }),
      );
    }),

  remove: command("settings:write")
    .meta({
      summary: "Charge a tax no more",
      description: "Orders that were placed with it keep it.",
    })
    .input(RemoveTaxRate)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      await findRate(ctx, id);
      ctx.about(id);
      await ctx.db.taxRate.delete({ where: { id } });
    }),
});

const ratesMax = 500;

async function findRate({ db }: CommandContext, id: string): Promise<void> {
  const row = await db.taxRate.findUnique({ where: { id } });
  if (!row) throw new AppError("not_found", { detail: `There is no tax rate ${id}.` });
}

function toTaxRate({ updatedAt, ...row }: Prisma.TaxRateGetPayload<object>) {
  return { ...row, updatedAt: updatedAt.toISOString() };
}

function tooMany(): AppError {
  return new AppError("conflict", {
    detail: `There are ${ratesMax} rates already. Remove those of places you do not sell to.`,
  });
}
