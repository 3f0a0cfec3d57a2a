-- CreateTable
CREATE TABLE "audit_batch" (
    "seq" INTEGER NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_batch_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_link" (
    "entry_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("entry_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_seq_position_key" ON "audit_link"("seq", "position");

CREATE TRIGGER "audit_batch_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_batch"
  EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "audit_link_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_link"
  EXECUTE FUNCTION refuse_change();
