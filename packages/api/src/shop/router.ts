import { AppError } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { readOverview } from "./overview.ts";
import { removeSeeded } from "./remove-seeded.ts";
import { Overview, RemoveDemo, Shop, UpdateShop } from "./schema.ts";

export const shopRouter = router({
  get: query("shop:read")
    .meta({ summary: "Get the shop's settings" })
    .input(Nothing)
    .output(Shop)
    .query(({ ctx }) => ctx.db.shop.findFirstOrThrow()),

  update: command("shop:write")
    .meta({ summary: "Change the shop's settings" })
    .input(UpdateShop)
    .output(Shop)
    .mutation(({ ctx, input }) =>
      ctx.db.shop.update({
        where: { id: 1 },
        data: { ...input, version: { increment: 1 }, updatedAt: ctx.now },
      }),
    ),

  overview: query("shop:read")
    .meta({ summary: "Get the figures of the first screen" })
    .input(Nothing)
    .output(Overview)
    .query(({ ctx }) => readOverview(ctx)),

  removeDemo: command("shop:write")
    .meta({ summary: "Remove the demo data and start the real shop" })
    .input(RemoveDemo)
    .output(Shop)
    .mutation(async ({ ctx, input }) => {
      const shop = await ctx.db.shop.findFirstOrThrow();
      if (!shop.demo) throw new AppError("conflict", { detail: "The demo data is gone already." });
      await removeSeeded(ctx);
      await requirePricesIn(ctx, input.currency);
      return ctx.db.shop.update({
        where: { id: 1 },
        data: { ...input, demo: false, version: { increment: 1 }, updatedAt: ctx.now },
      });
    }),
});

// The shop's lists show its own currency: what has no price in it could neither be seen nor mended.
async function requirePricesIn({ db }: CommandContext, currency: string): Promise<void> {
  const variant = await db.variant.findFirst({ where: { prices: { none: { currency } } } });
  if (!variant) return;
  throw new AppError("conflict", {
    detail: `Your product ${variant.sku} has no price in ${currency}. Add one first, or keep the currency.`,
    data: { sku: variant.sku, currency },
  });
}
