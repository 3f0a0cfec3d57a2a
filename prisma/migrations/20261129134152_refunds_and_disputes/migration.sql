-- CreateEnum
CREATE TYPE "dispute_status" AS ENUM ('inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed');

-- CreateEnum
CREATE TYPE "payment_request_kind" AS ENUM ('capture', 'void');

-- CreateEnum
CREATE TYPE "payment_request_status" AS ENUM ('pending', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "refund_status" AS ENUM ('pending', 'requires_action', 'succeeded', 'failed', 'canceled');

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "capture" TEXT NOT NULL DEFAULT 'automatic',
ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "completing_at" TIMESTAMPTZ(3),
ADD COLUMN     "flow" TEXT NOT NULL DEFAULT 'hosted',
ADD COLUMN     "provider_state" TEXT NOT NULL DEFAULT 'created',
ADD COLUMN     "review_reasons" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "dispute" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "partner_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "dispute_status" NOT NULL,
    "refundable" BOOLEAN NOT NULL,
    "evidence_due_at" TIMESTAMPTZ(3),
    "provider_ref" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_request" (
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "kind" "payment_request_kind" NOT NULL,
    "status" "payment_request_status" NOT NULL,
    "amount" BIGINT NOT NULL,
    "captured_before" BIGINT NOT NULL,
    "final" BOOLEAN NOT NULL,
    "failure_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "partner_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" "refund_status" NOT NULL,
    "source" TEXT NOT NULL,
    "provider_ref" TEXT,
    "capture_ref" TEXT,
    "reason" TEXT,
    "failure_reason" TEXT,
    "requested_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "refund_id" TEXT NOT NULL,
    "order_item_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "restock" BOOLEAN NOT NULL,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("refund_id","order_item_id")
);

-- CreateIndex
CREATE INDEX "dispute_order_id_id_idx" ON "dispute"("order_id", "id");

-- CreateIndex
CREATE INDEX "dispute_partner_id_id_idx" ON "dispute"("partner_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_payment_id_provider_ref_key" ON "dispute"("payment_id", "provider_ref");

-- CreateIndex
CREATE INDEX "payment_request_payment_id_idx" ON "payment_request"("payment_id");

-- CreateIndex
CREATE INDEX "refund_order_id_id_idx" ON "refund"("order_id", "id");

-- CreateIndex
CREATE INDEX "refund_partner_id_id_idx" ON "refund"("partner_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_payment_id_provider_ref_key" ON "refund"("payment_id", "provider_ref");

-- CreateIndex
CREATE INDEX "refund_line_order_item_id_idx" ON "refund_line"("order_item_id");

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_request" ADD CONSTRAINT "payment_request_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_order_item_id_fkey" FOREIGN KEY ("order_item_id") REFERENCES "order_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "refund" ADD CONSTRAINT "refund_amount" CHECK (amount > 0);

ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_amount" CHECK (quantity > 0 AND amount >= 0);

UPDATE "payment" SET provider_state = status::text
WHERE status IN ('created', 'requires_action', 'processing', 'failed', 'canceled', 'expired');

UPDATE "payment" p SET closed_at = o.canceled_at FROM "order" o
WHERE o.id = p.order_id AND o.status = 'canceled';

-- What the ledger has heard of refunds so far was made at the provider.
INSERT INTO "refund" (id, order_id, payment_id, partner_id, amount, currency, status, source,
  provider_ref, created_at, updated_at)
SELECT 'rfd_' || substr(t.id, 5), p.order_id, p.id, p.partner_id, t.amount, p.currency,
  t.status::text::refund_status, 'external', t.provider_ref, t.created_at, t.created_at
FROM payment_transaction t JOIN payment p ON p.id = t.payment_id
WHERE t.type = 'refund' AND t.amount > 0;
