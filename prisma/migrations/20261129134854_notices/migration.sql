-- CreateTable
CREATE TABLE "notice_route" (
    "kind" TEXT NOT NULL,
    "mail" BOOLEAN NOT NULL,
    "slack" BOOLEAN NOT NULL,
    "http" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_route_pkey" PRIMARY KEY ("kind")
);
