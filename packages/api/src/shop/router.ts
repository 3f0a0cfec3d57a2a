import { AppError } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { readOverview } from "./overview.ts";
import { Nothing, Overview, RemoveDemo, Shop, UpdateShop } from "./schema.ts";

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
      return ctx.db.shop.update({
        where: { id: 1 },
        data: { ...input, demo: false, version: { increment: 1 }, updatedAt: ctx.now },
      });
    }),
});

// What the seed made is known from the audit log, so that nothing made since by hand is lost.
async function removeSeeded({ db }: CommandContext): Promise<void> {
  const seeded = "SELECT target_id FROM audit_entry WHERE transport = 'seed'";
  await db.$executeRawUnsafe(`DELETE FROM event WHERE object_id IN (${seeded})
    OR object ->> 'orderId' IN (${seeded})`);
  await db.$executeRawUnsafe(`DELETE FROM "order" WHERE id IN (${seeded})`);
  await db.$executeRawUnsafe(`DELETE FROM customer c WHERE NOT EXISTS (SELECT FROM "order" o WHERE o.customer_id = c.id)
    AND (id IN (${seeded}) OR email LIKE '%@example.com')`);
  await db.$executeRawUnsafe(`DELETE FROM inquiry WHERE id IN (${seeded})`);
  await db.$executeRawUnsafe(`DELETE FROM product WHERE id IN (${seeded})`);
}
