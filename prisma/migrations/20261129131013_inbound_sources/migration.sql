-- AlterEnum
ALTER TYPE "inbox_status" ADD VALUE 'conflict';

-- DropIndex
DROP INDEX "inbox_event_connector_account_event_id_key";

-- AlterTable
ALTER TABLE "inbox_event" ADD COLUMN     "conflict_of" TEXT,
ADD COLUMN     "fingerprint" BYTEA,
ADD COLUMN     "headers" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "source_id" TEXT;

-- CreateTable
CREATE TABLE "inbox_seen" (
    "connector" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "inbox_id" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_seen_pkey" PRIMARY KEY ("connector","account","event_id")
);

-- CreateTable
CREATE TABLE "inbound_source" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "per_minute_max" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "inbound_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_secret" (
    "id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_count" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "connector" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "inbound_count_pkey" PRIMARY KEY ("hour","connector","verdict")
);

-- CreateTable
CREATE TABLE "inbound_rejection" (
    "id" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "bytes" INTEGER,
    "request_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_rejection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "inbox_seen_seen_at_idx" ON "inbox_seen" USING BRIN ("seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_source_slug_key" ON "inbound_source"("slug");

-- CreateIndex
CREATE INDEX "inbound_secret_source_id_idx" ON "inbound_secret"("source_id");

-- CreateIndex
CREATE INDEX "inbound_rejection_connector_id_idx" ON "inbound_rejection"("connector", "id");

-- CreateIndex
CREATE INDEX "inbox_event_connector_id_idx" ON "inbox_event"("connector", "id");

-- AddForeignKey
ALTER TABLE "inbound_secret" ADD CONSTRAINT "inbound_secret_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "inbound_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What has come before is known as before, by the text that it had.
UPDATE "inbox_event" SET "fingerprint" = sha256("body");
ALTER TABLE "inbox_event" ALTER COLUMN "fingerprint" SET NOT NULL;
INSERT INTO "inbox_seen" ("connector", "account", "event_id", "inbox_id", "fingerprint", "seen_at")
SELECT "connector", "account", "event_id", "id", "fingerprint", "received_at" FROM "inbox_event";

-- The same wrong text is kept once, however often it is sent.
CREATE UNIQUE INDEX "inbox_event_conflict_key" ON "inbox_event" ("conflict_of", "fingerprint")
WHERE "conflict_of" IS NOT NULL;
