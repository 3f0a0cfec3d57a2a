-- CreateTable
CREATE TABLE "operation_setting" (
    "operation" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "reason" TEXT,
    "limit_per_minute" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operation_setting_pkey" PRIMARY KEY ("operation")
);

-- CreateTable
CREATE TABLE "api_usage" (
    "day" DATE NOT NULL,
    "version" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_usage_pkey" PRIMARY KEY ("day","version","operation","key_id")
);
