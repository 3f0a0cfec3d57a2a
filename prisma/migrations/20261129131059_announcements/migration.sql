-- CreateEnum
CREATE TYPE "announcement_post_status" AS ENUM ('scheduled', 'posting', 'posted', 'failed', 'unknown', 'canceled');

-- CreateTable
CREATE TABLE "announcement" (
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "link" TEXT,
    "product_id" TEXT,
    "with_image" BOOLEAN NOT NULL,
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement_post" (
    "id" TEXT NOT NULL,
    "announcement_id" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "text" TEXT,
    "status" "announcement_post_status" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_tried_at" TIMESTAMPTZ(3),
    "ref" TEXT,
    "url" TEXT,
    "last_error" TEXT,
    "posted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcement_post_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "announcement_product_id_idx" ON "announcement"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "announcement_post_announcement_id_connector_key" ON "announcement_post"("announcement_id", "connector");

-- AddForeignKey
ALTER TABLE "announcement_post" ADD CONSTRAINT "announcement_post_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
