import { AppError, newId } from "@crossdock/core";
import type { Tx } from "@crossdock/db";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { GetInventory, InventoryLevel, SetInventory } from "./schema.ts";

export const inventoryRouter = router({
  get: query("inventory:read")
    .meta({ rest: "GET /inventory/{sku}", summary: "Get the stock of a SKU", mcp: true })
    .input(GetInventory)
    .output(InventoryLevel)
    .query(async ({ ctx, input: { sku } }) => toLevel(await findLevel(ctx.db, sku))),

  set: command("inventory:write")
    .meta({
      rest: "PUT /inventory/{sku}",
      mcp: true,
      summary: "Set the stock of a SKU",
      description: "Sets what is on the shelf. It cannot be less than what orders have reserved.",
      errors: ["conflict"],
      example: { sku: "HP-MUG-TDW-350-BLU", stocked: 40 },
    })
    .input(SetInventory)
    .output(InventoryLevel)
    .mutation(async ({ ctx, input: { sku, stocked } }) => {
      const { variantId } = await findLevel(ctx.db, sku);
      ctx.about(variantId);
      const [row] = await ctx.db.$queryRaw<{ delta: number }[]>`
        UPDATE inventory_level l
        SET stocked = ${stocked}, version = l.version + 1, updated_at = ${ctx.now}
        FROM (SELECT stocked FROM inventory_level WHERE variant_id = ${variantId} FOR UPDATE) AS before
        WHERE l.variant_id = ${variantId} AND l.reserved <= ${stocked}
        RETURNING l.stocked - before.stocked AS delta`;
      const level = await findLevel(ctx.db, sku);
      if (!row) throw belowReserved(sku, level.reserved);
      if (row.delta !== 0) {
        await ctx.db.stockMovement.create({
          data: {
            id: newId("mov", ctx.now),
            variantId,
            delta: row.delta,
            reason: "adjust",
            actor: ctx.principal.id,
            createdAt: ctx.now,
          },
        });
        ctx.emit("inventory.updated", { id: variantId, ...toLevel(level) });
      }
      return toLevel(level);
    }),
});

async function findLevel(db: Pick<Tx, "inventoryLevel">, sku: string) {
  const level = await db.inventoryLevel.findFirst({
    where: { variant: { sku } },
    include: { variant: { select: { sku: true } } },
  });
  if (!level) throw new AppError("not_found", { detail: `There is no SKU ${sku}.` });
  return level;
}

function toLevel({ variant, stocked, reserved, updatedAt }: Awaited<ReturnType<typeof findLevel>>) {
  return {
    sku: variant.sku,
    stocked,
    reserved,
    available: stocked - reserved,
    updatedAt: updatedAt.toISOString(),
  };
}

function belowReserved(sku: string, reserved: number): AppError {
  return new AppError("conflict", {
    detail: `${reserved} of ${sku} are reserved by orders. Cancel orders first, or count again.`,
    data: { sku, reserved },
  });
}
