import { newId } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";

type NewVariant = { sku: string; title: string; price: { amount: number }; stock: number };

/** Adds variants with their price in `currency` and their stock, after the `position`s in use. */
export async function addVariants(
  ctx: CommandContext,
  productId: string,
  currency: string,
  variants: NewVariant[],
  position: number,
): Promise<void> {
  const rows = variants.map((variant) => ({ ...variant, id: newId("var", ctx.now) }));
  await ctx.db.variant.createMany({
    data: rows.map(({ id, sku, title }, index) => ({
      id,
      productId,
      sku,
      title,
      position: position + index,
    })),
  });
  await ctx.db.price.createMany({
    data: rows.map(({ id, price }) => ({ variantId: id, currency, amount: price.amount })),
  });
  await ctx.db.inventoryLevel.createMany({
    data: rows.map(({ id, stock }) => ({ variantId: id, stocked: stock, updatedAt: ctx.now })),
  });
  await ctx.db.stockMovement.createMany({
    data: rows
      .filter(({ stock }) => stock > 0)
      .map(({ id, stock }) => ({
        id: newId("mov", ctx.now),
        variantId: id,
        delta: stock,
        reason: "receive" as const,
        actor: ctx.principal.id,
        createdAt: ctx.now,
      })),
  });
}

/** `"Larch Board, No. 3"` → `larch-board-no-3`; letters that are not Latin are kept out. */
export function toHandle(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const handle = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return handle.slice(0, 100).replace(/-+$/, "") || "product";
}

/** What stands against a product whose handle or SKU another has. */
export const sameNaming = {
  detail:
    "The handle or a SKU is taken by another product. Choose another, or change that product.",
};
