import { Prisma } from "@crossdock/db";

/** Of the sums that are kept longest: what came by the public API, from somebody whose name is known. */
const ofTheApi = Prisma.sql`grain = 'day' AND transport IN ('rest', 'mcp')
  AND operation <> '-' AND version <> '-' AND principal_id <> '-'`;

/**
 * The calls of the public API, by day (UTC), version, operation and credential: an SQL expression that
 * stands where a table does. `errors` are answers from 400 on. What nobody could be named for is left out.
 */
export const apiCalls = Prisma.sql`(
  SELECT at AS day, version, operation, principal_id, partner_id, count AS calls,
    CASE WHEN status_class >= 4 THEN count ELSE 0 END AS errors, last_at
  FROM request_rollup
  WHERE level = 3 AND ${ofTheApi})`;

/** The same with bytes, and with how many of the errors a limit refused, which other sums tell. */
export const measuredCalls = Prisma.sql`(
  SELECT at AS day, version, operation, principal_id, partner_id, count AS calls,
    CASE WHEN status_class >= 4 THEN count ELSE 0 END AS errors, 0 AS rate_limited,
    bytes_in, bytes_out, last_at
  FROM request_rollup
  WHERE level = 3 AND ${ofTheApi}
  UNION ALL
  SELECT at, version, operation, principal_id, partner_id, 0, 0, count, 0, 0, last_at
  FROM error_rollup
  WHERE status = 429 AND ${ofTheApi})`;
