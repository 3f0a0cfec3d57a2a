-- Whose answer a request was given that came again with its key: found by it from either side. Few requests
-- are such ones, so the index is one of those alone.
ALTER TABLE "idempotency_key" ADD COLUMN "request_id" TEXT;

ALTER TABLE "request_log" ADD COLUMN "replay_of" TEXT;

CREATE INDEX "request_log_replay_of_idx" ON "request_log" ("replay_of") WHERE "replay_of" IS NOT NULL;
