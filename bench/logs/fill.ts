import type { Pool } from "pg";
import { decks } from "./decks.ts";

/**
 * Fills the log of requests with `count` records or a few more, spread evenly over the 30 days that end now, and their
 * sums by hour and day; those by minute of the last day. Every run makes others with the same shares.
 * A day is filled first and joins the log then, so that its indexes are built at once.
 */
export async function fillLog(pool: Pool, count: number, now: Date): Promise<void> {
  for (const statement of decks) await pool.query(statement);
  const days = Array.from({ length: daysTotal }, (_, back) => dayOf(now, back)).values();
  // The last day is not over.
  const perDay = count / (daysTotal - 1 + (now.getTime() % dayMs) / dayMs);
  const work = async () => {
    for (const day of days) await fillDay(pool, day, perDay, now);
  };
  await Promise.all([work(), work()]);
  await pool.query("VACUUM ANALYZE request_log");
  await pool.query("VACUUM ANALYZE request_rollup");
  await pool.query("VACUUM ANALYZE error_rollup");
}

const daysTotal = 30;
const dayMs = 86_400_000;

type Day = { name: string; start: string; end: string; isLast: boolean };

function dayOf(now: Date, back: number): Day {
  const start = Math.floor(now.getTime() / dayMs - back) * dayMs;
  const at = (ms: number) => new Date(ms).toISOString();
  const name = at(start).slice(0, 10).replaceAll("-", "");
  return { name, start: at(start), end: at(start + dayMs), isLast: back === 0 };
}

async function fillDay(pool: Pool, day: Day, count: number, now: Date): Promise<void> {
  const { name, start, end, isLast } = day;
  const seconds = isLast ? (now.getTime() - Date.parse(start)) / 1000 : dayMs / 1000;
  const rows = Math.max(1, Math.ceil((count * seconds * 1000) / dayMs));
  const log = `request_log_${name}`;
  await pool.query(`CREATE TABLE ${log} (LIKE request_log INCLUDING DEFAULTS)`);
  await pool.query(insertRows(log), [start, seconds, rows]);
  await pool.query(
    `ALTER TABLE request_log ATTACH PARTITION ${log} FOR VALUES FROM ('${start}') TO ('${end}')`,
  );
  await pool.query(`ANALYZE ${log}`);
  const grains = ["hour", "day", ...(isLast ? ["minute"] : [])];
  for (const grain of grains) await pool.query(insertSums(log), [grain]);
  for (const grain of ["hour", "day"]) await pool.query(insertErrorSums(log), [grain]);
}

// The id of a request holds its time; here it only sorts by it.
const insertRows = (table: string) => `
  INSERT INTO ${table} (at, request_id, trace_id, transport, operation, version, principal_kind,
    principal_id, partner_id, method, route, path, status, error_code, duration_us, auth_us, limit_us,
    parse_us, database_us, render_us, bytes_in, bytes_out, ip, user_agent, replayed, detailed)
  SELECT dice.at, 'req_' || lpad(to_hex(floor(extract(epoch FROM dice.at) * 1000)::bigint), 12, '0')
      || substr(dice.hash, 1, 14),
    dice.hash, call.transport, call.operation, call.version, caller.kind, caller.id, caller.partner_id,
    call.method, call.route, replace(call.path, '{id}', 'ord_01' || substr(dice.hash, 9, 24)),
    coalesce(mishap.status, call.status), mishap.error_code, dice.us, dice.us / 20, dice.us / 50,
    dice.us / 50, dice.us / 2, dice.us / 10, call.bytes_in, dice.us / 3,
    '203.' || (dice.net / 200) || '.' || (dice.net % 200) || '.0', 'bench/1.0', false, false
  FROM (
    SELECT $1::timestamptz + make_interval(secs => $2::float8 * i / $3) AS at,
      md5(random()::text) AS hash,
      floor(random() * 1000)::int AS call, floor(random() * 1000)::int AS caller,
      floor(random() * 1000)::int AS mishap, floor(3000 * random() ^ 3)::int AS net,
      least(4000 * exp(1.1 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())), 3e7)::int AS us
    FROM generate_series(0, $3::int - 1) i
  ) dice
  JOIN call_deck call ON call.n = dice.call
  LEFT JOIN caller_deck caller ON caller.n = dice.caller AND caller.way = call.way
  LEFT JOIN mishap_deck mishap ON mishap.n = dice.mishap AND call.way <> 'unknown'
  ORDER BY dice.at`;

const insertSums = (table: string) => `
  WITH buckets AS (
    SELECT date_trunc($1, at) AS at, at AS came_at, transport, coalesce(operation, '-') AS operation,
      coalesce(version, '-') AS version, coalesce(principal_id, '-') AS principal_id,
      coalesce(partner_id, '') AS partner_id, least(greatest(status / 100, 2), 5) AS class,
      ceil(ln(greatest(duration_us, 1)) / ln(1.04))::smallint AS bucket, bytes_in, bytes_out, duration_us
    FROM ${table}
  ), sums AS (
    SELECT at, transport, operation, version, principal_id, partner_id, class, bucket,
      grouping(operation, principal_id) AS lacks, count(*) AS n, sum(bytes_in) AS bytes_in,
      sum(bytes_out) AS bytes_out, sum(duration_us) AS us, min(came_at) AS first_at,
      max(came_at) AS last_at
    FROM buckets GROUP BY GROUPING SETS (
      (at, transport, class, bucket), (at, transport, operation, version, class, bucket),
      (at, transport, principal_id, partner_id, class, bucket),
      (at, transport, operation, version, principal_id, partner_id, class, bucket))
  )
  INSERT INTO request_rollup (grain, level, at, transport, operation, version, principal_id,
    status_class, writer, partner_id, count, bytes_in, bytes_out, duration_us, histogram,
    first_at, last_at)
  SELECT $1, CASE lacks WHEN 3 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 2 ELSE 3 END, at, transport,
    coalesce(operation, ''), coalesce(version, ''), coalesce(principal_id, ''), class, 'bench',
    coalesce(partner_id, ''), sum(n), sum(bytes_in), sum(bytes_out), sum(us),
    packed(array_agg(bucket ORDER BY bucket), array_agg(n::int ORDER BY bucket)),
    min(first_at), max(last_at)
  FROM sums
  GROUP BY lacks, at, transport, operation, version, principal_id, partner_id, class`;

const insertErrorSums = (table: string) => `
  INSERT INTO error_rollup (grain, at, error_code, status, transport, operation, version, principal_id,
    partner_id, principal_kind, count, first_at, last_at, request_id, writer, group_key)
  SELECT *, 'bench', hashtextextended(concat_ws(' ', error_code, status, transport, operation, version,
    principal_id, partner_id), 0)
  FROM (
    SELECT $1, date_trunc($1, at), coalesce(error_code, '') AS error_code, status, transport,
      coalesce(operation, '-') AS operation, coalesce(version, '-') AS version,
      coalesce(principal_id, '-') AS principal_id, coalesce(partner_id, '') AS partner_id,
      coalesce(max(principal_kind), ''), count(*), min(at), max(at), max(request_id)
    FROM ${table} WHERE status >= 400 OR error_code IS NOT NULL
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9
  ) sums`;
