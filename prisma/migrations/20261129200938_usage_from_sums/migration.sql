-- The sums of requests tell when the first and the last of theirs came in. Of those that stand already
-- nothing is known but the start of their time.
ALTER TABLE "request_rollup" ADD COLUMN "first_at" TIMESTAMPTZ(3), ADD COLUMN "last_at" TIMESTAMPTZ(3);
UPDATE "request_rollup" SET "first_at" = "at", "last_at" = "at";
ALTER TABLE "request_rollup" ALTER COLUMN "first_at" SET NOT NULL, ALTER COLUMN "last_at" SET NOT NULL;

-- Calls of the API were counted besides, by day, version, operation and credential: what these counts have
-- that the sums lack is carried over to the sums of days, for the levels that tell operations or callers
-- apart. A count knows neither REST from MCP, nor the caller's fault from ours, nor bytes nor durations:
-- it becomes one of REST, errors become those of callers, so that no fault is made up, and the histogram
-- is empty, so that percentiles are those of the requests that were measured.
UPDATE "request_rollup" r SET "last_at" = u."last_at"
FROM "api_usage" u
WHERE r."grain" = 'day' AND r."level" = 3 AND r."at" = u."day"::timestamp AT TIME ZONE 'UTC'
  AND r."operation" = u."operation" AND r."version" = u."version" AND r."principal_id" = u."key_id";

WITH counted AS (
  SELECT u."day"::timestamp AT TIME ZONE 'UTC' AS at, u."version", u."operation", u."key_id", u."last_at",
    coalesce(k."partner_id", c."partner_id", i."partner_id", '') AS partner_id,
    class.status_class, class.count
  FROM "api_usage" u
  LEFT JOIN "api_key" k ON k."id" = u."key_id"
  LEFT JOIN "oauth_client" c ON c."id" = u."key_id"
  LEFT JOIN "trusted_issuer" i ON i."id" = split_part(u."key_id", ':', 1)
  CROSS JOIN LATERAL (
    VALUES (2, u."calls" - u."errors"), (4, u."errors")) AS class(status_class, count)
), missing AS (
  SELECT counted.*, counted.count - coalesce((
    SELECT sum(r."count") FROM "request_rollup" r
    WHERE r."grain" = 'day' AND r."level" = 3 AND r."at" = counted.at
      AND r."operation" = counted."operation" AND r."version" = counted."version"
      AND r."principal_id" = counted."key_id"
      AND (r."status_class" >= 4) = (counted.status_class = 4)), 0) AS lack
  FROM counted
)
INSERT INTO "request_rollup" (
  "grain", "level", "at", "transport", "operation", "version", "principal_id", "partner_id",
  "status_class", "writer", "count", "bytes_in", "bytes_out", "duration_us", "buckets", "counts",
  "first_at", "last_at")
SELECT 'day', l.level, m.at, 'rest', l.operation, l.version, l.principal_id, l.partner_id,
  m.status_class, 'api_usage', sum(m.lack), 0, 0, 0, '{}', '{}', m.at, max(m."last_at")
FROM missing m
CROSS JOIN LATERAL (VALUES
  (1, m."operation", m."version", '', ''),
  (2, '', '', m."key_id", m.partner_id),
  (3, m."operation", m."version", m."key_id", m.partner_id)
) AS l(level, operation, version, principal_id, partner_id)
WHERE m.lack > 0
GROUP BY l.level, m.at, l.operation, l.version, l.principal_id, l.partner_id, m.status_class;

DROP TABLE "api_usage";
