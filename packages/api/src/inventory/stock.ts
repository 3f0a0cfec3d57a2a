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
  const [ids, quantities] = columnsOf(wanted);
  const reservationIds = wanted.map(() => newId("rsv", ctx.now));
  if (wanted.length > 1) await lockLevels(ctx, ids);
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

/**
 * Takes what is shipped of an order off the shelf. What the order had reserved of a variant is split:
 * the rest stays promised to it.
 * @throws AppError `conflict` where less is reserved than is to be shipped
 */
export async function consumeStock(
  ctx: CommandContext,
  orderId: string,
  lines: StockLine[],
): Promise<void> {
  const shipped = sumByVariant(lines);
  const [ids, quantities] = columnsOf(shipped);
  const splitIds = shipped.map(() => newId("rsv", ctx.now));
  await lockLevels(ctx, ids);
  const sold = await ctx.db.$queryRaw<{ variant_id: string; quantity: number }[]>`
    WITH wanted AS (
      SELECT * FROM unnest(${splitIds}::text[], ${ids}::text[], ${quantities}::int[])
        AS w(id, variant_id, quantity)),
    used AS (
      UPDATE stock_reservation r SET status = 'consumed' FROM wanted w
      WHERE r.order_id = ${orderId} AND r.variant_id = w.variant_id AND r.status = 'active'
        AND r.quantity = w.quantity RETURNING w.variant_id),
    lessened AS (
      UPDATE stock_reservation r SET quantity = r.quantity - w.quantity FROM wanted w
      WHERE r.order_id = ${orderId} AND r.variant_id = w.variant_id AND r.status = 'active'
        AND r.quantity > w.quantity RETURNING w.id, w.variant_id, w.quantity),
    split AS (
      INSERT INTO stock_reservation (id, order_id, variant_id, quantity, status, created_at)
      SELECT id, ${orderId}, variant_id, quantity, 'consumed', ${ctx.now} FROM lessened
      RETURNING variant_id)
    UPDATE inventory_level l
    SET stocked = l.stocked - w.quantity, reserved = l.reserved - w.quantity,
        version = l.version + 1, updated_at = ${ctx.now}
    FROM wanted w WHERE l.variant_id = w.variant_id
      AND w.variant_id IN (SELECT variant_id FROM used UNION ALL SELECT variant_id FROM split)
    RETURNING w.variant_id, w.quantity`;
  if (sold.length < shipped.length) throw notReserved();
  await move(
    ctx,
    orderId,
    "sale",
    sold.map((row) => ({ ...row, quantity: -row.quantity })),
  );
}

/**
 * Puts what was in a parcel back on the shelf and promises it to its order again, so that nobody else
 * can buy it meanwhile.
 */
export async function unshipStock(
  ctx: CommandContext,
  orderId: string,
  lines: StockLine[],
): Promise<void> {
  const back = sumByVariant(lines);
  const [ids, quantities] = columnsOf(back);
  const activeIds = back.map(() => newId("rsv", ctx.now));
  await lockLevels(ctx, ids);
  // Each shipment of a variant has left one consumed row of its quantity.
  const put = await ctx.db.$queryRaw<{ variant_id: string; quantity: number }[]>`
    WITH back AS (
      SELECT * FROM unnest(${activeIds}::text[], ${ids}::text[], ${quantities}::int[])
        AS b(id, variant_id, quantity)),
    undone AS (
      UPDATE stock_reservation SET status = 'released' WHERE id IN (
        SELECT DISTINCT ON (r.variant_id) r.id FROM stock_reservation r
        JOIN back b ON b.variant_id = r.variant_id AND b.quantity = r.quantity
        WHERE r.order_id = ${orderId} AND r.status = 'consumed')),
    promised AS (
      INSERT INTO stock_reservation (id, order_id, variant_id, quantity, status, created_at)
      SELECT id, ${orderId}, variant_id, quantity, 'active', ${ctx.now} FROM back
      ON CONFLICT (order_id, variant_id) WHERE status = 'active'
      DO UPDATE SET quantity = stock_reservation.quantity + excluded.quantity)
    UPDATE inventory_level l
    SET stocked = l.stocked + b.quantity, reserved = l.reserved + b.quantity,
        version = l.version + 1, updated_at = ${ctx.now}
    FROM back b WHERE l.variant_id = b.variant_id RETURNING b.variant_id, b.quantity`;
  await move(ctx, orderId, "return", put);
}

function columnsOf(lines: StockLine[]): [string[], number[]] {
  return [lines.map(({ variantId }) => variantId), lines.map(({ quantity }) => quantity)];
}

async function move(
  ctx: CommandContext,
  orderId: string,
  reason: "sale" | "return",
  moved: { variant_id: string; quantity: number }[],
): Promise<void> {
  await ctx.db.stockMovement.createMany({
    data: moved.map(({ variant_id, quantity }) => ({
      id: newId("mov", ctx.now),
      variantId: variant_id,
      delta: quantity,
      reason,
      orderId,
      actor: ctx.principal.id,
      createdAt: ctx.now,
    })),
  });
}

/** Puts goods that a buyer has sent back on the shelf. */
export async function returnStock(
  ctx: CommandContext,
  orderId: string,
  lines: StockLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const back = sumByVariant(lines);
  const [ids, quantities] = columnsOf(back);
  await lockLevels(ctx, ids);
  const put = await ctx.db.$queryRaw<{ variant_id: string; quantity: number }[]>`
    UPDATE inventory_level l
    SET stocked = l.stocked + b.quantity, version = l.version + 1, updated_at = ${ctx.now}
    FROM unnest(${ids}::text[], ${quantities}::int[]) AS b(variant_id, quantity)
    WHERE l.variant_id = b.variant_id RETURNING b.variant_id, b.quantity`;
  await move(ctx, orderId, "return", put);
}

/** Promises stock to an order where all of it is there; else nothing is touched. */
export async function reserveIfThere(
  ctx: CommandContext,
  orderId: string,
  lines: StockLine[],
): Promise<boolean> {
  const wanted = sumByVariant(lines);
  const ids = wanted.map(({ variantId }) => variantId);
  await ctx.db.$executeRaw`
    SELECT FROM inventory_level WHERE variant_id = ANY(${ids}) ORDER BY variant_id FOR UPDATE`;
  const seen = await lookAgain(ctx, wanted);
  if (seen.some(({ available, quantity }) => available < quantity)) return false;
  await reserveStock(ctx, orderId, wanted);
  return true;
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

async function lockLevels(ctx: CommandContext, variantIds: string[]): Promise<void> {
  await ctx.db.$executeRaw`
    SELECT FROM inventory_level WHERE variant_id = ANY(${variantIds}) ORDER BY variant_id FOR UPDATE`;
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

function notReserved(): AppError {
  return new AppError("conflict", {
    detail: "Less is reserved for this order than is to be shipped. Look at its stock by `doctor`.",
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
