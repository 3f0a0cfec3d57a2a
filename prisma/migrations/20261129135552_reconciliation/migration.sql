-- CreateTable
CREATE TABLE "reconciliation" (
    "connector" TEXT NOT NULL,
    "read_until" TIMESTAMPTZ(3) NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "found" INTEGER NOT NULL,
    "found_total" INTEGER NOT NULL,
    "error" TEXT,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("connector")
);

-- CreateIndex
CREATE INDEX "payment_transaction_provider_ref_idx" ON "payment_transaction"("provider_ref");
