import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TestDatabase } from "../test-server.ts";
import { createEmptyDatabase, createTestDatabase } from "../testing.ts";
import { migrate, pendingMigrations } from "./index.ts";

let dir: string;
let database: TestDatabase;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "crossdock-migrate-"));
  database = await createEmptyDatabase();
});

afterEach(async () => {
  await database.drop();
  rmSync(dir, { recursive: true });
});

test("applies what is missing, oldest first, and says so", async () => {
  write("20260102000000_second", "ALTER TABLE a ADD note text");
  write("20260101000000_first", "CREATE TABLE a (id int)");
  writeFileSync(join(dir, "migration_lock.toml"), "");
  const lines: string[] = [];
  const names = ["20260101000000_first", "20260102000000_second"];
  expect(await pendingMigrations(database.url, dir)).toEqual(names);
  expect(await migrate(database.url, { dir, log: (line) => lines.push(line) })).toEqual(names);
  expect(lines).toEqual(names.map((name) => `applying ${name}`));
  expect(await pendingMigrations(database.url, dir)).toEqual([]);
  expect(await migrate(database.url, { dir })).toEqual([]);
  expect(await query("SELECT note FROM a")).toEqual([]);
});

test("records a migration as Prisma does", async () => {
  write("20260101000000_first", "SELECT 1");
  await migrate(database.url, { dir });
  const rows = await query("SELECT *, finished_at >= started_at AS ended FROM _prisma_migrations");
  expect(rows).toEqual([
    expect.objectContaining({
      migration_name: "20260101000000_first",
      // printf 'SELECT 1' | sha256sum
      checksum: "e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5",
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
      ended: true,
    }),
  ]);
});

test("a migration that fails leaves nothing of itself", async () => {
  write("20260101000000_first", "CREATE TABLE a (id int)");
  write("20260102000000_bad", "CREATE TABLE b (id int); SELECT * FROM missing");
  await expect(migrate(database.url, { dir })).rejects.toThrow(
    /^migration 20260102000000_bad failed and was rolled back: .*"missing" does not exist/,
  );
  expect(await pendingMigrations(database.url, dir)).toEqual(["20260102000000_bad"]);
  expect(await query("SELECT to_regclass('a') AS a, to_regclass('b') AS b")).toEqual([
    { a: "a", b: null },
  ]);
});

test("a connection that is cut within a migration is the reason that is told", async () => {
  write("20260101000000_first", "SELECT pg_terminate_backend(pg_backend_pid())");
  await expect(migrate(database.url, { dir })).rejects.toThrow(
    /^migration 20260101000000_first failed and was rolled back: .*terminating connection/,
  );
});

test("refuses a migration that was changed after it was applied", async () => {
  write("20260101000000_first", "CREATE TABLE a (id int)");
  await migrate(database.url, { dir });
  write("20260101000000_first", "CREATE TABLE a (id bigint)");
  await expect(migrate(database.url, { dir })).rejects.toThrow(
    "20260101000000_first was changed after it was applied",
  );
});

test("refuses a migration that Prisma left unfinished", async () => {
  write("20260101000000_first", "SELECT 1");
  await migrate(database.url, { dir });
  await query("UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(migrate(database.url, { dir })).rejects.toThrow(
    "20260101000000_first was left unfinished",
  );
});

test("of many at once, one applies and the others find it done", async () => {
  write("20260101000000_first", "CREATE TABLE a (id int); SELECT pg_sleep(0.1)");
  const applied = await Promise.all(
    Array.from({ length: 8 }, () => migrate(database.url, { dir })),
  );
  expect(applied.flat()).toEqual(["20260101000000_first"]);
});

test("ignores a migration that only the database knows, as an older process must", async () => {
  write("20260101000000_first", "SELECT 1");
  write("20260102000000_newer", "SELECT 2");
  await migrate(database.url, { dir });
  rmSync(join(dir, "20260102000000_newer"), { recursive: true });
  expect(await migrate(database.url, { dir })).toEqual([]);
});

test("the product's own migrations are all applied to a test database", async () => {
  const migrated = await createTestDatabase();
  expect(await pendingMigrations(migrated.url)).toEqual([]);
  await migrated.drop();
});

function write(name: string, sql: string): void {
  const path = join(dir, name, "migration.sql");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
