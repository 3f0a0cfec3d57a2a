-- CreateTable
CREATE TABLE "connector_setting" (
    "connector" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connector_setting_pkey" PRIMARY KEY ("connector")
);

-- CreateTable
CREATE TABLE "connector_state" (
    "connector" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "reason" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connector_state_pkey" PRIMARY KEY ("connector")
);
