import type { TestApp } from "./test-app.ts";
import { until } from "./until.ts";

/**
 * Makes the database wait at one row that is written to `table`, runs `work` once somebody waits
 * there, ends that connection and lets go: as a process ends that is killed in the middle.
 */
export async function atRow(
  { product }: TestApp,
  { when, table, row }: { when: "INSERT" | "UPDATE"; table: string; row: string },
  work: () => Promise<unknown>,
): Promise<void> {
  const run = (sql: string) => product.db.query("", sql, []);
  await run(`CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(4); RETURN NEW; END $$`);
  await run(`CREATE TRIGGER pause BEFORE ${when} ON ${table} FOR EACH ROW
    WHEN (${row}) EXECUTE FUNCTION pause()`);
  await until(`the row of ${table} is written`, async () => (await run(sleeping)).length > 0);
  await work();
  // PostgreSQL would end the statement although nobody waits for it any more.
  await run(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS backend`);
  await until("its connection is gone", async () => (await run(sleeping)).length === 0);
  await run("DROP FUNCTION pause CASCADE");
}

const sleeping = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event = 'PgSleep'`;
