-- CreateTable
CREATE TABLE "limit_count" (
    "key" TEXT NOT NULL,
    "used" INTEGER[],
    "ends" DOUBLE PRECISION[],

    CONSTRAINT "limit_count_pkey" PRIMARY KEY ("key")
);
