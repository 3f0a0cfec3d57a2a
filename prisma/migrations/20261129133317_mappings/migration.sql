-- CreateEnum
CREATE TYPE "mapping_run_status" AS ENUM ('pending', 'succeeded', 'failed', 'skipped');

-- AlterTable
ALTER TABLE "event" ADD COLUMN     "hops" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "mapping" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "source" TEXT,
    "connection_id" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "disabled_reason" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "definition" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mapping_version" (
    "mapping_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "saved_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mapping_version_pkey" PRIMARY KEY ("mapping_id","version")
);

-- CreateTable
CREATE TABLE "mapping_run" (
    "id" TEXT NOT NULL,
    "mapping_id" TEXT NOT NULL,
    "mapping_version" INTEGER NOT NULL,
    "event_id" TEXT NOT NULL,
    "hops" INTEGER NOT NULL,
    "status" "mapping_run_status" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "request" JSONB,
    "answer_status" INTEGER,
    "answer" TEXT,
    "error" TEXT,
    "duration_ms" INTEGER,
    "request_id" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mapping_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mapping_name_key" ON "mapping"("name");

-- CreateIndex
CREATE INDEX "mapping_event_idx" ON "mapping"("event");

-- CreateIndex
CREATE INDEX "mapping_connection_id_idx" ON "mapping"("connection_id");

-- CreateIndex
CREATE INDEX "mapping_run_mapping_id_id_idx" ON "mapping_run"("mapping_id", "id");

-- CreateIndex
CREATE INDEX "mapping_run_event_id_idx" ON "mapping_run"("event_id");

-- CreateIndex
CREATE INDEX "mapping_run_status_next_attempt_at_idx" ON "mapping_run"("status", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "mapping_run_mapping_id_event_id_key" ON "mapping_run"("mapping_id", "event_id");

-- AddForeignKey
ALTER TABLE "mapping" ADD CONSTRAINT "mapping_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mapping_version" ADD CONSTRAINT "mapping_version_mapping_id_fkey" FOREIGN KEY ("mapping_id") REFERENCES "mapping"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mapping_run" ADD CONSTRAINT "mapping_run_mapping_id_fkey" FOREIGN KEY ("mapping_id") REFERENCES "mapping"("id") ON DELETE CASCADE ON UPDATE CASCADE;
