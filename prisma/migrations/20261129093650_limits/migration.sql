ALTER TABLE "api_key"
ADD COLUMN     "limits" JSONB,
ADD COLUMN     "limits_override" JSONB,
ADD COLUMN     "limits_override_until" TIMESTAMPTZ(3),
ADD CONSTRAINT "api_key_limits_override" CHECK (num_nulls("limits_override", "limits_override_until") <> 1);

UPDATE "api_key" SET "limits" = jsonb_build_object(
  'perSecond', NULL, 'perMinute', "rate_limit", 'perHour', NULL, 'perDay', NULL, 'concurrent', NULL);

ALTER TABLE "api_key" ALTER "limits" SET NOT NULL, DROP COLUMN "rate_limit";
