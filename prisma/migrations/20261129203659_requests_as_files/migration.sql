-- AlterEnum
ALTER TYPE "export_kind" ADD VALUE 'requests';

-- AlterTable
ALTER TABLE "export" ADD COLUMN     "cut_off" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "filter" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "partner_id" TEXT;
