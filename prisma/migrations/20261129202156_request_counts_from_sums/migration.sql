-- Requests were counted besides, by day, transport and class of status: what these counts have that the
-- sums lack is carried over to the sums of days. A count knows neither bytes nor durations, and of times
-- the first alone: the histogram is empty, so that percentiles are those of the requests that were measured.
UPDATE "request_rollup" r SET "first_at" = c."first_at"
FROM "request_count" c
WHERE r."grain" = 'day' AND r."level" = 0 AND r."at" = c."day"::timestamp AT TIME ZONE 'UTC'
  AND r."transport" = c."transport" AND r."status_class" = c."status_class";

WITH counted AS (
  SELECT "day"::timestamp AT TIME ZONE 'UTC' AS at, "transport",
    least(greatest("status_class", 2), 5) AS status_class, sum("count") AS count, min("first_at") AS first_at
  FROM "request_count" GROUP BY 1, 2, 3
), missing AS (
  SELECT counted.*, counted.count - coalesce((
    SELECT sum(r."count") FROM "request_rollup" r
    WHERE r."grain" = 'day' AND r."level" = 0 AND r."at" = counted.at
      AND r."transport" = counted."transport" AND r."status_class" = counted.status_class), 0) AS lack
  FROM counted
)
INSERT INTO "request_rollup" (
  "grain", "level", "at", "transport", "operation", "version", "principal_id", "partner_id",
  "status_class", "writer", "count", "bytes_in", "bytes_out", "duration_us", "buckets", "counts",
  "first_at", "last_at")
SELECT 'day', 0, at, "transport", '', '', '', '', status_class, 'request_count', lack, 0, 0, 0, '{}', '{}',
  first_at, first_at
FROM missing WHERE lack > 0;

DROP TABLE "request_count";
