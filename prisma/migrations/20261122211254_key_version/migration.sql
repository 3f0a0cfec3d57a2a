-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "api_version" TEXT;
