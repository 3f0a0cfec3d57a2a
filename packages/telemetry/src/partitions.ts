import type { Database } from "@crossdock/db";

/** Makes the tables in which the log keeps a day (UTC), where they are not there yet. */
export async function ensurePartitions(db: Pick<Database, "query">, day: Date): Promise<void> {
  const start = startOfDay(day);
  const end = new Date(start.getTime() + dayMs);
  const suffix = dayName(start);
  const wanted = tables.map((table) => `${table}_${suffix}`);
  const [found] = await db.query<{ missing: boolean }>("log-partitions", someMissing, [wanted]);
  if (!found?.missing) return;
  for (const table of tables) {
    const name = `${table}_${suffix}`;
    // One at a time: two processes that make the same table at once would both fail.
    await db.query("", makePartition(table, name, start, end), []);
  }
}

/** Drops the tables of the days (UTC) that ended before `before`, and tells their names. */
export async function dropPartitions(db: Pick<Database, "query">, before: Date): Promise<string[]> {
  const rows = await db.query<{ name: string }>("log-partition-list", listPartitions, [tables]);
  const lastKept = dayName(startOfDay(before));
  const old = rows.map(({ name }) => name).filter((name) => name.slice(-8) < lastKept);
  for (const name of old) await db.query("", `DROP TABLE IF EXISTS "${name}"`, []);
  return old;
}

/** A day as the partitions' names have it: 20261129. */
export function dayName(day: Date): string {
  return day.toISOString().slice(0, 10).replaceAll("-", "");
}

function startOfDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / dayMs) * dayMs);
}

const dayMs = 86_400_000;
const tables = ["request_log", "request_detail"];

const someMissing = `
  SELECT bool_or(to_regclass(quote_ident(name)) IS NULL) AS missing FROM unnest($1::text[]) AS t(name)`;

const listPartitions = `
  SELECT child.relname AS name
  FROM pg_inherits
  JOIN pg_class child ON child.oid = inhrelid
  JOIN pg_class parent ON parent.oid = inhparent
  WHERE parent.relname = ANY($1) AND pg_table_is_visible(parent.oid)
    AND child.relname ~ '_[0-9]{8}$'
  ORDER BY 1`;

function makePartition(table: string, name: string, start: Date, end: Date): string {
  return `
    DO $$ BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('${table} partitions'));
      CREATE TABLE IF NOT EXISTS "${name}" PARTITION OF "${table}"
        FOR VALUES FROM ('${start.toISOString()}') TO ('${end.toISOString()}');
    END $$`;
}
