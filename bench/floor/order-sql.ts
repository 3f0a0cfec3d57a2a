/** The statements of an order, each prepared once a connection under its name. */
export const orderSql = {
  claimKey: `
  INSERT INTO idempotency_key (caller, operation, key, fingerprint, state, output, created_at)
  VALUES ('bench', 'orders.create', $1, $2, 'started', 'null', $3) ON CONFLICT DO NOTHING`,

  findSellable: `
  SELECT v.id, v.sku, p.title || ', ' || v.title AS title, r.amount, r.currency
  FROM shop s
  JOIN variant v ON v.sku = ANY($1)
  JOIN product p ON p.id = v.product_id AND p.status = 'active'
  JOIN price r ON r.variant_id = v.id AND r.currency = s.currency`,

  upsertCustomer: `
  INSERT INTO customer (id, email, metadata, created_at, updated_at) VALUES ($1, $2, '{}', $3, $3)
  ON CONFLICT (partner_id, email) DO UPDATE SET email = excluded.email
  RETURNING id, xmax = 0 AS fresh`,

  insertOrder: `
  INSERT INTO "order" (id, customer_id, email, currency, status, payment_status, fulfillment_status,
    subtotal, discount_total, shipping_total, tax_total, total, tax_included, metadata,
    reservation_expires_at, created_at, updated_at)
  VALUES ($1, $2, $3, $4, 'pending', 'unpaid', 'unfulfilled', $5, 0, 0, 0, $5, true, '{}', $6, $7, $7)
  RETURNING number`,

  insertItems: `
  INSERT INTO order_item (id, order_id, variant_id, position, sku, title, quantity, unit_price, total)
  SELECT id, $1, variant_id, position - 1, sku, title, quantity, unit_price, total
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[], $8::bigint[])
    WITH ORDINALITY AS item(id, variant_id, sku, title, quantity, unit_price, total, position)`,

  insertPayment: `
  INSERT INTO payment (id, order_id, provider, status, currency, amount, created_at, updated_at)
  VALUES ($1, $2, 'manual', 'created', $3, $4, $5, $5)`,

  lockStock: `
  SELECT FROM inventory_level WHERE variant_id = ANY($1) ORDER BY variant_id FOR UPDATE`,

  reserveStock: `
  UPDATE inventory_level l
  SET reserved = l.reserved + w.quantity, version = l.version + 1, updated_at = $3
  FROM unnest($1::text[], $2::int[]) AS w(variant_id, quantity)
  WHERE l.variant_id = w.variant_id AND l.stocked - l.reserved >= w.quantity`,

  insertReservations: `
  INSERT INTO stock_reservation (id, order_id, variant_id, quantity, status, created_at)
  SELECT id, $1, variant_id, quantity, 'active', $5
  FROM unnest($2::text[], $3::text[], $4::int[]) AS w(id, variant_id, quantity)`,

  insertEvent: `
  INSERT INTO event (id, type, object_id, object, request_id, created_at)
  VALUES ($1, $2, $3, $4, $5, $6)`,

  insertAudit: `
  INSERT INTO audit_entry (id, action, target_id, transport, request_id, actor_kind, actor_id,
    actor_name, created_at)
  VALUES ($1, 'orders.create', $2, 'rest', $3, 'apiKey', 'bench', 'Bench', $4)`,

  keepAnswer: `
  UPDATE idempotency_key SET state = 'done', output = $2
  WHERE caller = 'bench' AND operation = 'orders.create' AND key = $1`,
};
