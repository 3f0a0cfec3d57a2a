-- CreateTable
CREATE TABLE "data_key" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "wrapped" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "secret" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "secret_owner_name_key" ON "secret"("owner", "name");

-- One row a name, but for the keys that seal: of these a rotation adds one.
CREATE UNIQUE INDEX "data_key_name_key" ON "data_key" (name) WHERE name <> 'vault';
