-- Amounts are objects of amount and currency now, and an order's items are its lines. Events and
-- kept answers hold the newest shape, its members in their order.

-- The object with these members as money in the owner's currency. One of its own has no other use
-- and goes.
CREATE FUNCTION pg_temp.with_money(object json, amounts text[], owner json) RETURNS json
LANGUAGE sql AS $$
  SELECT json_object_agg(name, CASE WHEN name = ANY(amounts)
      THEN json_build_object('amount', value, 'currency', owner->'currency') ELSE value END
    ORDER BY position)
  FROM json_each(object) WITH ORDINALITY AS member (name, value, position)
  WHERE name <> 'currency'
$$;

-- Each of the objects so; each owns its currency itself where there is no owner.
CREATE FUNCTION pg_temp.all_with_money(objects json, amounts text[], owner json DEFAULT NULL)
RETURNS json LANGUAGE sql AS $$
  SELECT coalesce(
    json_agg(pg_temp.with_money(object, amounts, coalesce(owner, object)) ORDER BY position), '[]')
  FROM json_array_elements(objects) WITH ORDINALITY AS list (object, position)
$$;

CREATE FUNCTION pg_temp.new_payment(payment json) RETURNS json LANGUAGE sql AS $$
  SELECT pg_temp.with_money(payment, '{amount,amountCaptured,amountRefunded}', payment)
$$;

CREATE FUNCTION pg_temp.new_product(product json) RETURNS json LANGUAGE sql AS $$
  SELECT json_object_agg(name, CASE name
      WHEN 'variants' THEN pg_temp.all_with_money(value, '{price}') ELSE value END
    ORDER BY position)
  FROM json_each(product) WITH ORDINALITY AS member (name, value, position)
$$;

CREATE FUNCTION pg_temp.new_order("order" json) RETURNS json LANGUAGE sql AS $$
  SELECT json_object_agg(
    CASE name WHEN 'items' THEN 'lines' ELSE name END,
    CASE
      WHEN name IN ('subtotal', 'discountTotal', 'shippingTotal', 'taxTotal', 'total')
        THEN json_build_object('amount', value, 'currency', "order"->'currency')
      WHEN name = 'items' THEN pg_temp.all_with_money(value, '{unitPrice,total}', "order")
      WHEN name = 'payments' THEN pg_temp.all_with_money(value, '{amount}')
      ELSE value END
    ORDER BY position)
  FROM json_each("order") WITH ORDINALITY AS member (name, value, position)
$$;

ALTER TABLE "event" DISABLE TRIGGER "event_unchanged";

UPDATE "event" SET object = pg_temp.new_order(object) WHERE type LIKE 'order.%';
UPDATE "event" SET object = pg_temp.new_product(object) WHERE type LIKE 'product.%';
UPDATE "event" SET object = pg_temp.new_payment(object) WHERE type LIKE 'payment.%';

ALTER TABLE "event" ENABLE TRIGGER "event_unchanged";

UPDATE "idempotency_key" SET output = pg_temp.new_order(output)
WHERE operation IN ('orders.create', 'orders.cancel') AND json_typeof(output) = 'object';

UPDATE "idempotency_key" SET output = pg_temp.new_product(output)
WHERE operation = 'products.create' AND json_typeof(output) = 'object';
