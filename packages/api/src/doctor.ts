import type { PrismaClient } from "@crossdock/db";

/** What must hold in every database, as a count of the rows that break it. */
const rules = {
  "reserved stock is what active reservations add up to": `
    SELECT FROM inventory_level l WHERE l.reserved <> (
      SELECT coalesce(sum(quantity), 0) FROM stock_reservation r
      WHERE r.variant_id = l.variant_id AND r.status = 'active')`,
  "stocked is what movements add up to": `
    SELECT FROM inventory_level l WHERE l.stocked <> (
      SELECT coalesce(sum(delta), 0) FROM stock_movement m WHERE m.variant_id = l.variant_id)`,
  "an order's items add up to its subtotal": `
    SELECT FROM "order" o WHERE o.subtotal <> (
      SELECT coalesce(sum(total), 0) FROM order_item i WHERE i.order_id = o.id)`,
  "an order's items' taxes add up to its tax": `
    SELECT FROM "order" o WHERE o.tax_total <> (
      SELECT coalesce(sum(tax_total), 0) FROM order_item i WHERE i.order_id = o.id)`,
  "what is shipped of an item is what its shipments add up to": `
    SELECT FROM order_item i WHERE i.fulfilled_quantity <> (
      SELECT coalesce(sum(l.quantity), 0) FROM fulfillment_line l
      JOIN fulfillment f ON f.id = l.fulfillment_id
      WHERE l.item_id = i.id AND f.status <> 'canceled')`,
  "only open orders reserve stock": `
    SELECT FROM stock_reservation r JOIN "order" o ON o.id = r.order_id
    WHERE r.status = 'active' AND o.status NOT IN ('pending', 'confirmed')`,
  "a payment's captured sum is its ledger's": `
    SELECT FROM payment p WHERE p.amount_captured <> (
      SELECT coalesce(sum(amount), 0) FROM payment_transaction t
      WHERE t.payment_id = p.id AND t.type = 'capture' AND t.status = 'succeeded')`,
  "every product has a price in the shop's currency": `
    SELECT FROM variant v CROSS JOIN shop s WHERE NOT EXISTS (
      SELECT FROM price r WHERE r.variant_id = v.id AND r.currency = s.currency)`,
};

export type Finding = { rule: string; broken: number };

/** Counts what breaks each rule; all counts are 0 in a sound database. */
export async function examine(db: PrismaClient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [rule, sql] of Object.entries(rules)) {
    const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM (${sql}) AS broken`,
    );
    findings.push({ rule, broken: row?.count ?? 0 });
  }
  return findings;
}
