-- AlterTable
ALTER TABLE "alert_rule" ADD COLUMN     "removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "alert" ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "alert_clock" (
    "id" SMALLINT NOT NULL,
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,
    "watching_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_clock_pkey" PRIMARY KEY ("id")
);

-- A rule has one open alert about a subject, however many processes judge it.
CREATE UNIQUE INDEX "alert_open_key" ON "alert"("rule_id", "subject") WHERE "state" <> 'resolved';
