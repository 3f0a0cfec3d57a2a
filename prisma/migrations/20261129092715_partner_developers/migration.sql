-- AlterTable
ALTER TABLE "user" ADD COLUMN     "partner_id" TEXT;

-- CreateIndex
CREATE INDEX "user_partner_id_idx" ON "user"("partner_id");

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
