-- CreateTable
CREATE TABLE "payment_review" (
    "payment_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,
    "note" TEXT,

    CONSTRAINT "payment_review_pkey" PRIMARY KEY ("payment_id","key")
);

-- AddForeignKey
ALTER TABLE "payment_review" ADD CONSTRAINT "payment_review_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was to be looked at before stays so; what exactly differs was not kept.
INSERT INTO "payment_review" ("payment_id", "key", "reason", "detail", "found_at")
SELECT p.id, reason, reason, 'It was found before details were kept: compare it with the provider''s own dashboard.', p.updated_at
FROM "payment" p CROSS JOIN unnest(p.review_reasons) AS reason;
