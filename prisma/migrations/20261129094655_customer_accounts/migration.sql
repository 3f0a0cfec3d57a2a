-- CreateEnum
CREATE TYPE "customer_code_purpose" AS ENUM ('sign_up', 'reset');

-- CreateTable
CREATE TABLE "customer_account" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT,
    "verified_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_identity_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "customer_session" (
    "token_hash" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "customer_code" (
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "purpose" "customer_code_purpose" NOT NULL,
    "code_hash" TEXT NOT NULL,
    "tries_left" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_code_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "customer_account_customer_id_key" ON "customer_account"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_account_email_key" ON "customer_account"("email");

-- CreateIndex
CREATE INDEX "customer_identity_account_id_idx" ON "customer_identity"("account_id");

-- CreateIndex
CREATE INDEX "customer_session_account_id_idx" ON "customer_session"("account_id");

-- CreateIndex
CREATE INDEX "customer_session_expires_at_idx" ON "customer_session"("expires_at");

-- CreateIndex
CREATE INDEX "customer_code_email_idx" ON "customer_code"("email");

-- CreateIndex
CREATE INDEX "customer_code_expires_at_idx" ON "customer_code"("expires_at");

-- AddForeignKey
ALTER TABLE "customer_account" ADD CONSTRAINT "customer_account_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_identity" ADD CONSTRAINT "customer_identity_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "customer_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_session" ADD CONSTRAINT "customer_session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "customer_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
