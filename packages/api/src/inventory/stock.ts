import { AppError, newId } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";

export type StockLine = { variantId: string; sku: string; quantity: number };

/** A line and what could be sold of its SKU when somebody last looked. */
type SeenLine = StockLine & { available: number };

/**
 * Refuses what is plainly too much before anything is written: a sold out SKU is asked for most.
 * What passes is not promised yet; `reserveStock` has the last word.
 * @throws AppError `out_of_stock` with `{sku, requested, available}`
 */
export function refuseShortage(lines: SeenLine[]): void {
  const short = sumByVariant(lines).filter(({ available, quantity }) => available < quantity);
  if (short.length > 0) throw outOfStock(short);
}

/**
 * Promises stock to an order. The guarded UPDATE tests the condition on the newest committed row,
 * and rows are locked in the order of their ids, so that neither overselling nor a deadlock of two
 * baskets is possible.
 * @throws AppError `out_of_stock` with `{sku, requested, available}`
 */
export async function reserveStock(
  ctx: CommandContext,
  orderId: string,
  lines: StockLine[],
): Promise<void> {
  const wanted = sumByVariant(lines);
  const ids = wanted.map(({ variantId }) => variantId);
  const quantities = wanted.map(({ quantity }) => quantity);
  const reservationIds = wanted.map(() => newId("rsv", ctx.now));
  if (wanted.length > 1) {
    await ctx.db.$executeRaw`
      SELECT FROM inventory_level WHERE variant_id = ANY(${ids}) ORDER BY variant_id FOR UPDATE`;
  }
  const reserved = await ctx.db.$queryRaw<{ variant_id: string }[]>`
    WITH reserved AS (
      UPDATE inventory_level l
      SET reserved = l.reserved + w.quantity, version = l.version + 1, updated_at = ${ctx.now}
      FROM unnest(${reservationIds}::text[], ${ids}::text[], ${quantities}::int[])
        AS w(id, variant_id, quantity)
      WHERE l.variant_id = w.variant_id AND l.stocked - l.reserved >= w.quantity
      RETURNING w.id, w.variant_id, w.quantity)
    INSERT INTO stock_reservation (id, order_id, variant_id, quantity, status, created_at)
    SELECT id, ${orderId}, variant_id, quantity, 'active', ${ctx.now} FROM reserved
    RETURNING variant_id`;
  if (reserved.length < wanted.length) {
    const got = new Set(reserved.map(({ variant_id }) => variant_id));
    const short = wanted.filter(({ variantId }) => !got.has(variantId));
    throw outOfStock(await lookAgain(ctx, short));
  }
}

/** Gives back what an order had reserved. */
export async function releaseStock(ctx: CommandContext, orderId: string): Promise<void> {
  await lockReserved(ctx, orderId);
  await ctx.db.$executeRaw`
    WITH freed AS (
      UPDATE stock_reservation SET status = 'released'
      WHERE order_id = ${orderId} AND status = 'active' RETURNING variant_id, quantity)
    UPDATE inventory_level l
    SET reserved = l.reserved - freed.quantity, version = l.version + 1, updated_at = ${ctx.now}
    FROM freed WHERE l.variant_id = freed.variant_id`;
}

/** Takes what an order had reserved off the shelf. */
export async function consumeStock(ctx: CommandContext, orderId: string): Promise<void> {
  await lockReserved(ctx, orderId);
  const sold = await ctx.db.$queryRaw<{ variant_id: string; quantity: number }[]>`
    WITH used AS (
      UPDATE stock_reservation SET status = 'consumed'
      WHERE order_id = ${orderId} AND status = 'active' RETURNING variant_id, quantity)
    UPDATE inventory_level l
    SET stocked = l.stocked - used.quantity, reserved = l.reserved - used.quantity,
        version = l.version + 1, updated_at = ${ctx.now}
    FROM used WHERE l.variant_id = used.variant_id RETURNING used.variant_id, used.quantity`;
  await ctx.db.stockMovement.createMany({
    data: sold.map(({ variant_id, quantity }) => ({
      id: newId("mov", ctx.now),
      variantId: variant_id,
      delta: -quantity,
      reason: "sale" as const,
      orderId,
      actor: ctx.principal.id,
      createdAt: ctx.now,
    })),
  });
}

// One row a variant, in the order of ids: an order may name a SKU in several lines.
function sumByVariant<Line extends StockLine>(lines: Line[]): Line[] {
  const sums = new Map<string, Line>();
  for (const line of lines) {
    const quantity = (sums.get(line.variantId)?.quantity ?? 0) + line.quantity;
    sums.set(line.variantId, { ...line, quantity });
  }
  return [...sums.values()].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

async function lockReserved(ctx: CommandContext, orderId: string): Promise<void> {
  await ctx.db.$executeRaw`
    SELECT FROM inventory_level WHERE variant_id IN (
      SELECT variant_id FROM stock_reservation WHERE order_id = ${orderId} AND status = 'active')
    ORDER BY variant_id FOR UPDATE`;
}

async function lookAgain(ctx: CommandContext, short: StockLine[]): Promise<SeenLine[]> {
  const levels = await ctx.db.inventoryLevel.findMany({
    where: { variantId: { in: short.map(({ variantId }) => variantId) } },
  });
  return short.map((line) => {
    const level = levels.find(({ variantId }) => variantId === line.variantId);
    return { ...line, available: level ? level.stocked - level.reserved : 0 };
  });
}

function outOfStock(short: SeenLine[]): AppError {
  const items = short.map(({ sku, quantity, available }) => ({
    sku,
    requested: quantity,
    available,
  }));
  const [first] = items;
  return new AppError("out_of_stock", {
    detail: `Of ${first?.sku} ${first?.available} can be sold, ${first?.requested} were asked for.`,
    data: { ...first, items },
  });
}
