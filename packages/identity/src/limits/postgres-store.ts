import type { Database } from "@crossdock/db";
import type { Count, LimitStore, Taken } from "./store.ts";

export type PostgresStore = LimitStore & {
  /** Removes what is counted no more. */
  sweep(): Promise<void>;
};

type PostgresStoreOptions = {
  db: Pick<Database, "query">;
  onError: (error: Error) => void;
};

/** Counts for all processes of a database, by its clock. A caller is a row, and a call one statement. */
export function createPostgresStore({ db, onError }: PostgresStoreOptions): PostgresStore {
  const timer = setInterval(() => sweep().catch(onError), 10 * 60_000).unref();

  async function sweep(): Promise<void> {
    await db.query("limits-sweep", sweepSql, []);
  }

  return {
    sweep,
    async take(key, cost, windows) {
      const maxes = windows.map(({ max }) => max);
      const seconds = windows.map((window) => window.seconds);
      const values = [key, cost, maxes, seconds];
      const [taken] = await db.query<Row>("limits-take", takeSql, values);
      if (taken) return { key, cost, admitted: true, counts: toCounts(taken, maxes) };
      const [row] = await db.query<Row>("limits-read", readSql, [key, seconds]);
      return { key, cost, admitted: false, counts: row ? toCounts(row, maxes) : [] };
    },
    async giveBack({ key, cost, counts }: Taken) {
      const maxes = counts.map(({ max }) => max);
      const ends = counts.map(({ endsMs }) => endsMs);
      const values = [key, cost, maxes, ends];
      const [row] = await db.query<Row>("limits-give-back", giveBackSql, values);
      return row ? toCounts(row, maxes) : counts;
    },
    async close() {
      clearInterval(timer);
    },
  };
}

type Row = { used: number[]; ends: number[]; now: number };

function toCounts({ used, ends, now }: Row, maxes: number[]): Count[] {
  return maxes.map((max, place) => {
    const endsMs = ends[place] ?? now;
    return { max, used: used[place] ?? 0, endsMs, msLeft: Math.max(0, endsMs - now) };
  });
}

// Processes have clocks of their own; the database has one.
const now = "floor(extract(epoch FROM statement_timestamp()) * 1000)::float8";

// A window that is over begins anew with the call that finds it so.
const used = `CASE WHEN w.ends > ${now} THEN w.used ELSE 0 END`;
const ends = `CASE WHEN w.ends > ${now} THEN w.ends ELSE ${now} + w.seconds * 1000 END`;
const share = "least($2::int, w.max)";

// The row is locked before its windows are looked at: of many at once each sees what is left.
const takeSql = `
  INSERT INTO limit_count AS c (key, used, ends)
  SELECT $1, array_agg(${share} ORDER BY place), array_agg(${now} + w.seconds * 1000 ORDER BY place)
  FROM unnest($3::int[], $4::float8[]) WITH ORDINALITY AS w (max, seconds, place)
  ON CONFLICT (key) DO UPDATE SET (used, ends) = (
    SELECT array_agg(${used} + ${share} ORDER BY place), array_agg(${ends} ORDER BY place)
    FROM unnest(c.used, c.ends, $3::int[], $4::float8[]) WITH ORDINALITY
      AS w (used, ends, max, seconds, place)
  )
  WHERE NOT EXISTS (
    SELECT FROM unnest(c.used, c.ends, $3::int[]) AS w (used, ends, max)
    WHERE ${used} + ${share} > w.max
  )
  RETURNING c.used, c.ends, ${now} AS now`;

const readSql = `
  SELECT array_agg(${used} ORDER BY place) AS used, array_agg(${ends} ORDER BY place) AS ends,
    ${now} AS now
  FROM limit_count c, unnest(c.used, c.ends, $2::float8[]) WITH ORDINALITY
    AS w (used, ends, seconds, place)
  WHERE c.key = $1
  GROUP BY c.key`;

const giveBackSql = `
  UPDATE limit_count c SET used = (
    SELECT array_agg(
      greatest(0, w.used - CASE WHEN w.ends = w.taken THEN ${share} ELSE 0 END) ORDER BY place)
    FROM unnest(c.used, c.ends, $3::int[], $4::float8[]) WITH ORDINALITY
      AS w (used, ends, max, taken, place)
  )
  WHERE c.key = $1
  RETURNING c.used, c.ends, ${now} AS now`;

const sweepSql = `
  DELETE FROM limit_count WHERE key IN (
    SELECT key FROM limit_count
    WHERE NOT EXISTS (SELECT FROM unnest(ends) AS w (ends) WHERE w.ends > ${now})
    FOR UPDATE SKIP LOCKED
  )`;
