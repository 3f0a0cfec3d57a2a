-- AlterTable
ALTER TABLE "order_item" ADD COLUMN     "tax_name" TEXT,
ADD COLUMN     "tax_rate_ppm" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tax_total" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "country" CHAR(2);

-- CreateTable
CREATE TABLE "tax_rate" (
    "id" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "region" TEXT,
    "name" TEXT NOT NULL,
    "rate_ppm" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tax_rate_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "tax_rate" ADD CONSTRAINT "tax_rate_range" CHECK (rate_ppm BETWEEN 0 AND 1000000);

-- One rate a place, however its region is written.
CREATE UNIQUE INDEX "tax_rate_country_region_key" ON "tax_rate" (country, lower(region)) NULLS NOT DISTINCT;

ALTER TABLE "order_item" ADD CONSTRAINT "order_item_tax"
  CHECK (tax_total BETWEEN 0 AND total AND tax_rate_ppm BETWEEN 0 AND 1000000);

-- Events and kept answers hold the newest shape: a line says what tax is charged on it. There was none.
CREATE FUNCTION pg_temp.lines_with_tax(lines json) RETURNS json LANGUAGE sql AS $$
  SELECT coalesce(json_agg(
    (SELECT json_object_agg(name, value ORDER BY position) FROM (
      SELECT name, value, position FROM json_each(line) WITH ORDINALITY AS member (name, value, position)
      UNION ALL SELECT 'taxTotal',
        json_build_object('amount', 0, 'currency', line->'total'->'currency'), 1000
      UNION ALL SELECT 'taxRate', 'null'::json, 1001) AS members)
    ORDER BY number), '[]')
  FROM json_array_elements(lines) WITH ORDINALITY AS list (line, number)
$$;

CREATE FUNCTION pg_temp.order_with_tax("order" json) RETURNS json LANGUAGE sql AS $$
  SELECT json_object_agg(name, CASE name
      WHEN 'lines' THEN pg_temp.lines_with_tax(value) ELSE value END
    ORDER BY position)
  FROM json_each("order") WITH ORDINALITY AS member (name, value, position)
$$;

ALTER TABLE "event" DISABLE TRIGGER "event_unchanged";

UPDATE "event" SET object = pg_temp.order_with_tax(object) WHERE type LIKE 'order.%';

ALTER TABLE "event" ENABLE TRIGGER "event_unchanged";

UPDATE "idempotency_key" SET output = pg_temp.order_with_tax(output)
WHERE operation IN ('orders.create', 'orders.cancel') AND json_typeof(output) = 'object';
