import { expect, test } from "vitest";
import { openDatabase } from "./client.ts";
import { createTestDatabase } from "./testing.ts";

test("connections that the server ends are replaced; the process lives", async () => {
  const { url, drop } = await createTestDatabase();
  const errors: Error[] = [];
  const db = openDatabase({ url, max: 4, onError: (error) => errors.push(error) });
  const killer = openDatabase({ url, max: 1, onError: console.error });
  await Promise.all(
    Array.from({ length: 4 }, () => db.query("sleep", "SELECT pg_sleep(0.02)", [])),
  );
  const [killed] = await killer.query<{ count: number }>(
    "kill",
    `SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    [],
  );
  expect(killed?.count).toBe(4);
  await expect.poll(() => errors.length).toBeGreaterThanOrEqual(4);
  expect(await db.query("one", "SELECT 1 AS one", [])).toEqual([{ one: 1 }]);
  expect(await db.prisma.partner.count()).toBe(0);
  expect(await db.transaction((tx) => tx.partner.count())).toBe(0);
  await db.close();
  await killer.close();
  await drop();
});

test("no statement, lock or forgotten transaction holds a connection for ever", async () => {
  const { url, drop } = await createTestDatabase();
  const db = openDatabase({ url, onError: console.error });
  const settings = await db.prisma.$queryRaw`
    SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
      current_setting('idle_in_transaction_session_timeout') AS idle`;
  expect(settings).toEqual([{ statement: "5s", lock: "3s", idle: "15s" }]);
  await db.close();
  await drop();
});
