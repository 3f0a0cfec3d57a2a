-- AlterTable
ALTER TABLE "operation_setting" ADD COLUMN     "bodies" TEXT NOT NULL DEFAULT 'sampled';

-- CreateTable
CREATE TABLE "request_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT NOT NULL,
    "trace_id" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "operation" TEXT,
    "version" TEXT,
    "principal_kind" TEXT,
    "principal_id" TEXT,
    "partner_id" TEXT,
    "method" TEXT NOT NULL,
    "route" TEXT,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "error_code" TEXT,
    "duration_us" INTEGER NOT NULL,
    "auth_us" INTEGER,
    "limit_us" INTEGER,
    "parse_us" INTEGER,
    "database_us" INTEGER,
    "render_us" INTEGER,
    "bytes_in" INTEGER NOT NULL,
    "bytes_out" INTEGER NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "replayed" BOOLEAN NOT NULL,
    "detailed" BOOLEAN NOT NULL,

    CONSTRAINT "request_log_pkey" PRIMARY KEY ("at","id")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "request_detail" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT NOT NULL,
    "request_headers" JSONB NOT NULL,
    "query" TEXT,
    "request_body" TEXT,
    "response_headers" JSONB NOT NULL,
    "response_body" TEXT,
    "masked" BOOLEAN NOT NULL,

    CONSTRAINT "request_detail_pkey" PRIMARY KEY ("at","request_id")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "request_rollup" (
    "grain" TEXT NOT NULL,
    "level" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "transport" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "principal_id" TEXT NOT NULL,
    "status_class" SMALLINT NOT NULL,
    "writer" TEXT NOT NULL,
    "partner_id" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "bytes_in" BIGINT NOT NULL,
    "bytes_out" BIGINT NOT NULL,
    "duration_us" BIGINT NOT NULL,
    "buckets" SMALLINT[],
    "counts" INTEGER[],

    CONSTRAINT "request_rollup_pkey" PRIMARY KEY ("grain","level","at","transport","operation","version","principal_id","status_class","writer")
);

-- CreateTable
CREATE TABLE "traffic_baseline" (
    "hour_of_week" SMALLINT NOT NULL,
    "operation" TEXT NOT NULL,
    "mean" DOUBLE PRECISION NOT NULL,
    "variance" DOUBLE PRECISION NOT NULL,
    "weeks" INTEGER NOT NULL,
    "learnt_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "traffic_baseline_pkey" PRIMARY KEY ("hour_of_week","operation")
);

-- CreateTable
CREATE TABLE "alert_rule" (
    "id" TEXT NOT NULL,
    "preset" TEXT,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "operation" TEXT,
    "principal_id" TEXT,
    "threshold" DOUBLE PRECISION NOT NULL,
    "percentile" INTEGER,
    "window_minutes" INTEGER NOT NULL,
    "for_minutes" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "mail" BOOLEAN NOT NULL,
    "slack" BOOLEAN NOT NULL,
    "http" BOOLEAN NOT NULL,
    "runbook_url" TEXT,
    "note" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "muted_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "detail" TEXT NOT NULL,
    "note" TEXT,
    "acknowledged_by" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),
    "pending_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3),
    "calm_since" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "created_by" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pause" (
    "part" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pause_pkey" PRIMARY KEY ("part")
);

-- CreateIndex
CREATE INDEX "request_log_operation_at_id_idx" ON "request_log"("operation", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "request_log_principal_id_at_id_idx" ON "request_log"("principal_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "request_log_partner_id_at_id_idx" ON "request_log"("partner_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "request_log_status_at_id_idx" ON "request_log"("status", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "request_log_error_code_at_id_idx" ON "request_log"("error_code", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "request_log_request_id_idx" ON "request_log"("request_id");

-- CreateIndex
CREATE INDEX "request_detail_request_id_idx" ON "request_detail"("request_id");

-- CreateIndex
CREATE INDEX "request_rollup_grain_level_principal_id_at_idx" ON "request_rollup"("grain", "level", "principal_id", "at");

-- CreateIndex
CREATE INDEX "request_rollup_grain_level_partner_id_at_idx" ON "request_rollup"("grain", "level", "partner_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "alert_rule_preset_key" ON "alert_rule"("preset");

-- CreateIndex
CREATE INDEX "alert_rule_id_id_idx" ON "alert"("rule_id", "id");

-- CreateIndex
CREATE INDEX "alert_state_id_idx" ON "alert"("state", "id");

-- CreateIndex
CREATE INDEX "saved_view_list_id_idx" ON "saved_view"("list", "id");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rule"("id") ON DELETE CASCADE ON UPDATE CASCADE;
