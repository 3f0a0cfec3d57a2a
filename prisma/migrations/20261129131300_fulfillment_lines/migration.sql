-- CreateEnum
CREATE TYPE "fulfillment_status" AS ENUM ('shipped', 'delivered', 'canceled');

-- AlterTable
ALTER TABLE "fulfillment" ADD COLUMN     "canceled_at" TIMESTAMPTZ(3),
ADD COLUMN     "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN     "status" "fulfillment_status" NOT NULL DEFAULT 'shipped',
ADD COLUMN     "updated_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

UPDATE "fulfillment" SET "updated_at" = "created_at";

ALTER TABLE "fulfillment" ALTER COLUMN "updated_at" SET NOT NULL;

-- AlterTable
ALTER TABLE "order_item" ADD COLUMN     "fulfilled_quantity" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "fulfillment_line" (
    "fulfillment_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "fulfillment_line_pkey" PRIMARY KEY ("fulfillment_id","item_id")
);

-- CreateIndex
CREATE INDEX "fulfillment_line_item_id_idx" ON "fulfillment_line"("item_id");

-- AddForeignKey
ALTER TABLE "fulfillment_line" ADD CONSTRAINT "fulfillment_line_fulfillment_id_fkey" FOREIGN KEY ("fulfillment_id") REFERENCES "fulfillment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfillment_line" ADD CONSTRAINT "fulfillment_line_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "order_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "fulfillment_line" ADD CONSTRAINT "fulfillment_line_quantity" CHECK (quantity > 0);

-- A parcel held a whole order until now.
INSERT INTO "fulfillment_line" ("fulfillment_id", "item_id", "quantity")
SELECT f."id", i."id", i."quantity" FROM "fulfillment" f JOIN "order_item" i ON i."order_id" = f."order_id";

UPDATE "order_item" i SET "fulfilled_quantity" = l."quantity"
FROM "fulfillment_line" l WHERE l."item_id" = i."id";

ALTER TABLE "order_item" ADD CONSTRAINT "order_item_fulfilled"
  CHECK (fulfilled_quantity BETWEEN 0 AND quantity);

-- Events and kept answers hold the newest shape: a line says how much of it is shipped, a shipment
-- what is in it.
CREATE FUNCTION pg_temp.lines_with_shipped(lines json, status text) RETURNS json LANGUAGE sql AS $$
  SELECT coalesce(json_agg(
    (SELECT json_object_agg(name, value ORDER BY position) FROM (
      SELECT name, value, position FROM json_each(line) WITH ORDINALITY AS member (name, value, position)
      UNION ALL SELECT 'fulfilledQuantity',
        CASE WHEN status = 'completed' THEN line->'quantity' ELSE '0' END, 1000) AS members)
    ORDER BY number), '[]')
  FROM json_array_elements(lines) WITH ORDINALITY AS list (line, number)
$$;

CREATE FUNCTION pg_temp.order_with_shipped("order" json) RETURNS json LANGUAGE sql AS $$
  SELECT json_object_agg(name, CASE name
      WHEN 'lines' THEN pg_temp.lines_with_shipped(value, "order"->>'status') ELSE value END
    ORDER BY position)
  FROM json_each("order") WITH ORDINALITY AS member (name, value, position)
$$;

CREATE FUNCTION pg_temp.shipment_with_lines(shipment json) RETURNS json LANGUAGE sql AS $$
  SELECT json_build_object(
    'id', shipment->'id', 'orderId', shipment->'orderId', 'status', 'shipped',
    'carrier', shipment->'carrier', 'trackingNumber', shipment->'trackingNumber',
    'trackingUrl', shipment->'trackingUrl',
    'lines', (
      SELECT coalesce(json_agg(json_build_object(
        'lineId', i."id", 'sku', i."sku", 'title', i."title", 'quantity', l."quantity")
        ORDER BY i."position"), '[]')
      FROM "fulfillment_line" l JOIN "order_item" i ON i."id" = l."item_id"
      WHERE l."fulfillment_id" = shipment->>'id'),
    'shippedAt', shipment->'shippedAt', 'deliveredAt', NULL, 'canceledAt', NULL,
    'createdAt', shipment->'createdAt', 'updatedAt', shipment->'createdAt')
$$;

ALTER TABLE "event" DISABLE TRIGGER "event_unchanged";

UPDATE "event" SET object = pg_temp.order_with_shipped(object) WHERE type LIKE 'order.%';
UPDATE "event" SET object = pg_temp.shipment_with_lines(object) WHERE type = 'fulfillment.shipped';

ALTER TABLE "event" ENABLE TRIGGER "event_unchanged";

UPDATE "idempotency_key" SET output = pg_temp.order_with_shipped(output)
WHERE operation IN ('orders.create', 'orders.cancel') AND json_typeof(output) = 'object';

-- What an order has reserved of a variant is one row: shipments split it.
CREATE UNIQUE INDEX "stock_reservation_active_key" ON "stock_reservation" (order_id, variant_id)
  WHERE status = 'active';
