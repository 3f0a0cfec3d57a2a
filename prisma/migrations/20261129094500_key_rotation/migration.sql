-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "allowed_addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_used_address" TEXT,
ADD COLUMN     "last_used_agent" TEXT,
ADD COLUMN     "origin_id" TEXT,
ADD COLUMN     "replaces_id" TEXT;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: two rotations at once make one successor. One that is revoked makes room for another.
CREATE UNIQUE INDEX "api_key_successor_key" ON "api_key" (replaces_id) WHERE revoked_at IS NULL;
