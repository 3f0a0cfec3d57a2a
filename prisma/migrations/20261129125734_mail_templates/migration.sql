-- CreateEnum
CREATE TYPE "locale" AS ENUM ('en', 'de');

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "locale" "locale" NOT NULL DEFAULT 'en';

-- CreateTable
CREATE TABLE "mail_template" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "locale" "locale" NOT NULL,
    "subject" TEXT,
    "body" TEXT,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mail_template_key_locale_id_idx" ON "mail_template"("key", "locale", "id");
