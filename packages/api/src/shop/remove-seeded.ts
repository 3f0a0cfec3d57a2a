import type { CommandContext } from "../procedure/context.ts";

/**
 * Removes what the seed made. That is known from the audit log, so that nothing made since by hand
 * is lost: a customer or a partner who has anything else stays.
 */
export async function removeSeeded({ db, now }: CommandContext): Promise<void> {
  const seeded =
    "SELECT target_id FROM audit_entry WHERE transport = 'seed' AND target_id IS NOT NULL";
  await db.$executeRawUnsafe(`DELETE FROM event WHERE object_id IN (${seeded})
    OR object ->> 'orderId' IN (${seeded})`);
  await db.$executeRawUnsafe(`DELETE FROM customer c
    WHERE (c.id IN (${seeded})
      OR EXISTS (SELECT FROM "order" o WHERE o.customer_id = c.id AND o.id IN (${seeded})))
    AND NOT EXISTS (SELECT FROM "order" o WHERE o.customer_id = c.id AND o.id NOT IN (${seeded}))`);
  await db.$executeRawUnsafe(`DELETE FROM event e WHERE e.type LIKE 'customer.%'
    AND NOT EXISTS (SELECT FROM customer c WHERE c.id = e.object_id)`);
  await db.$executeRawUnsafe(`DELETE FROM "order" WHERE id IN (${seeded})`);
  await db.$executeRawUnsafe(`DELETE FROM inquiry WHERE id IN (${seeded})`);
  // The sweeper removes their files.
  await db.$executeRawUnsafe(
    `UPDATE file SET expires_at = $1 WHERE id IN (
      SELECT file_id FROM product_image WHERE product_id IN (${seeded}))`,
    now,
  );
  await db.$executeRawUnsafe(`DELETE FROM product WHERE id IN (${seeded})`);
  await db.$executeRawUnsafe(`DELETE FROM partner p WHERE id IN (${seeded})
    AND NOT EXISTS (SELECT FROM api_key k WHERE k.partner_id = p.id)
    AND NOT EXISTS (SELECT FROM customer c WHERE c.partner_id = p.id)
    AND NOT EXISTS (SELECT FROM "order" o WHERE o.partner_id = p.id)
    AND NOT EXISTS (SELECT FROM inquiry i WHERE i.partner_id = p.id)`);
}
