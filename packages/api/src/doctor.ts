import type { PrismaClient } from "@crossdock/db";
import { paymentRules } from "./payments/doctor.ts";

/** What must hold in every database, as a count of the rows that break it. */
const rules = {
  ...paymentRules,
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
  "a refund that succeeded is in its payment's ledger": `
    SELECT FROM refund r JOIN payment p ON p.id = r.payment_id
    WHERE r.status = 'succeeded' AND NOT 'amount_differs' = ANY (p.review_reasons) AND NOT EXISTS (
      SELECT FROM payment_transaction t WHERE t.payment_id = r.payment_id AND t.type = 'refund'
        AND t.status = 'succeeded' AND t.provider_ref = r.provider_ref AND t.amount = r.amount)`,
  "an order whose money is there is not left open": `
    SELECT FROM "order" o WHERE o.status = 'pending' AND o.total > 0 AND o.total = (
      SELECT coalesce(sum(p.amount_captured), 0) FROM payment p WHERE p.order_id = o.id)`,
  "an order that waits for its money reserves what it sells": `
    SELECT FROM "order" o WHERE o.status = 'pending' AND (
      SELECT coalesce(sum(i.quantity), 0) FROM order_item i
      WHERE i.order_id = o.id AND i.variant_id IS NOT NULL) <> (
      SELECT coalesce(sum(r.quantity), 0) FROM stock_reservation r
      WHERE r.order_id = o.id AND r.status = 'active')`,
  "an order is told to be confirmed once": `
    SELECT FROM event e WHERE e.type = 'order.confirmed'
    GROUP BY e.object_id HAVING count(*) > 1`,
  "an event that came in is marked as worked off when it is": `
    SELECT FROM inbox_event e
    WHERE (e.status IN ('processed', 'ignored')) <> (e.processed_at IS NOT NULL)`,
  "no event that came in waits longer than an hour": `
    SELECT FROM inbox_event e
    WHERE e.status = 'received' AND e.received_at < now() - interval '1 hour'`,
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
