-- CreateTable
CREATE TABLE "connector_check" (
    "id" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "detail" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connector_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connector_warning" (
    "connector" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "notified_at" TIMESTAMPTZ(3),

    CONSTRAINT "connector_warning_pkey" PRIMARY KEY ("connector","kind","detail")
);

-- CreateTable
CREATE TABLE "outbound_call" (
    "id" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "status" INTEGER,
    "error" TEXT,
    "duration_ms" INTEGER NOT NULL,
    "provider_request_id" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbound_call_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "connector_check_connector_id_idx" ON "connector_check"("connector", "id");

-- CreateIndex
CREATE INDEX "outbound_call_connector_id_idx" ON "outbound_call"("connector", "id");
