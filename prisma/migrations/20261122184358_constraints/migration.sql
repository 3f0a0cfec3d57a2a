-- What Prisma's schema cannot say. The test of the migrated schema names each of these.

ALTER TABLE "inventory_level" ADD CONSTRAINT "inventory_level_never_oversold"
  CHECK (stocked >= 0 AND reserved >= 0 AND reserved <= stocked);

ALTER TABLE "price" ADD CONSTRAINT "price_amount_range" CHECK (amount BETWEEN 0 AND 999999999999);

ALTER TABLE "order_item" ADD CONSTRAINT "order_item_total"
  CHECK (quantity > 0 AND unit_price >= 0 AND total = unit_price * quantity);

ALTER TABLE "order" ADD CONSTRAINT "order_total" CHECK (
  total BETWEEN 0 AND 999999999999
  AND total = subtotal - discount_total + shipping_total + CASE WHEN tax_included THEN 0 ELSE tax_total END
);

ALTER TABLE "payment_transaction" ADD CONSTRAINT "payment_transaction_amount" CHECK (amount >= 0);

-- One customer an e-mail address for each partner, and for the shop itself.
CREATE UNIQUE INDEX "customer_partner_id_email_key" ON "customer" (partner_id, email) NULLS NOT DISTINCT;

CREATE UNIQUE INDEX "order_partner_id_external_id_key" ON "order" (partner_id, external_id)
  NULLS NOT DISTINCT WHERE external_id IS NOT NULL;

-- The sweeper of unpaid orders looks at these alone.
CREATE INDEX "order_reservation_expires_at_idx" ON "order" (reservation_expires_at)
  WHERE status = 'pending';

ALTER SEQUENCE "order_number_seq" RESTART WITH 1001;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "event_unchanged" BEFORE UPDATE ON "event" EXECUTE FUNCTION refuse_change();
