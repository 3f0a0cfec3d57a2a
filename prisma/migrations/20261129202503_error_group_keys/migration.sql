-- AlterTable
ALTER TABLE "error_rollup" ADD COLUMN "group_key" BIGINT;

-- As `errorGroupKey` of packages/telemetry makes it.
UPDATE "error_rollup" SET "group_key" = ('x' || encode(substr(sha256(convert_to(
    concat_ws(E'\n', error_code, status, transport, operation, version, principal_id, partner_id), 'UTF8'
  )), 1, 8), 'hex'))::bit(64)::bigint;

-- AlterTable
ALTER TABLE "error_rollup" DROP CONSTRAINT "error_rollup_pkey",
ALTER COLUMN "group_key" SET NOT NULL,
ADD CONSTRAINT "error_rollup_pkey" PRIMARY KEY ("grain", "at", "group_key", "writer");
