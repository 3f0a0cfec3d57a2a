-- AlterTable
ALTER TABLE "partner" ADD COLUMN     "limits" JSONB NOT NULL DEFAULT '{"perSecond":null,"perMinute":null,"perHour":null,"perDay":null,"concurrent":null}';
