-- CreateTable
CREATE TABLE "error_rollup" (
    "grain" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "error_code" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "transport" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "principal_id" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "writer" TEXT NOT NULL,
    "principal_kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "error_rollup_pkey" PRIMARY KEY ("grain","at","error_code","status","transport","operation","version","principal_id","partner_id","writer")
);

-- CreateIndex
CREATE INDEX "error_rollup_grain_partner_id_at_idx" ON "error_rollup"("grain", "partner_id", "at");


-- What failed before is summed up from the log, as long as that is kept.
INSERT INTO "error_rollup" ("grain", "at", "error_code", "status", "transport", "operation", "version",
  "principal_id", "partner_id", "writer", "principal_kind", "count", "first_at", "last_at", "request_id")
SELECT grain, date_trunc(grain, at, 'UTC'), coalesce(error_code, ''), status, transport,
  coalesce(operation, '-'), coalesce(version, '-'), coalesce(principal_id, '-'), coalesce(partner_id, ''),
  'log', coalesce(max(principal_kind), ''), count(*), min(at), max(at), max(request_id)
FROM "request_log", (VALUES ('hour'), ('day')) AS g(grain)
WHERE status >= 400 OR error_code IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;
