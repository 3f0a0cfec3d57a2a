-- CreateEnum
CREATE TYPE "file_purpose" AS ENUM ('product_image', 'export');

-- CreateEnum
CREATE TYPE "file_state" AS ENUM ('pending', 'ready');

-- CreateEnum
CREATE TYPE "export_kind" AS ENUM ('orders', 'customers', 'products');

-- CreateEnum
CREATE TYPE "export_format" AS ENUM ('csv', 'ndjson');

-- CreateEnum
CREATE TYPE "export_state" AS ENUM ('queued', 'running', 'ready', 'failed');

-- CreateTable
CREATE TABLE "file" (
    "id" TEXT NOT NULL,
    "partner_id" TEXT,
    "storage" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT,
    "purpose" "file_purpose" NOT NULL,
    "state" "file_state" NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "widths" INTEGER[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export" (
    "id" TEXT NOT NULL,
    "kind" "export_kind" NOT NULL,
    "format" "export_format" NOT NULL,
    "state" "export_state" NOT NULL,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "rows_total" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "file_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_image" (
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "alt" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_image_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "file_expires_at_idx" ON "file"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "export_file_id_key" ON "export"("file_id");

-- CreateIndex
CREATE INDEX "export_created_by_id_idx" ON "export"("created_by", "id");

-- CreateIndex
CREATE UNIQUE INDEX "product_image_file_id_key" ON "product_image"("file_id");

-- CreateIndex
CREATE INDEX "product_image_product_id_idx" ON "product_image"("product_id");

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A product has images now, after its variants. Events and kept answers hold the newest shape, its
-- members in their order.
CREATE FUNCTION pg_temp.with_images(product json) RETURNS json LANGUAGE sql AS $$
  SELECT json_object_agg(name, value ORDER BY position)
  FROM (
    SELECT name, value, position::numeric
    FROM json_each(product) WITH ORDINALITY AS member (name, value, position)
    UNION ALL
    SELECT 'images', '[]', position + 0.5
    FROM json_each(product) WITH ORDINALITY AS member (name, value, position)
    WHERE name = 'variants'
  ) AS members
$$;

ALTER TABLE "event" DISABLE TRIGGER "event_unchanged";

UPDATE "event" SET object = pg_temp.with_images(object) WHERE type LIKE 'product.%';

ALTER TABLE "event" ENABLE TRIGGER "event_unchanged";

UPDATE "idempotency_key" SET output = pg_temp.with_images(output)
WHERE operation IN ('products.create', 'products.update') AND json_typeof(output) = 'object';
