import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { expect, test } from "vitest";
import { createEmptyDatabase } from "../testing.ts";
import { migrate, migrationsDir } from "./index.ts";

/** A database as it was before a migration; `finish` applies the rest. */
async function before(migration: string) {
  const database = await createEmptyDatabase();
  const dir = mkdtempSync(join(tmpdir(), "crossdock-carried-"));
  for (const name of await readdir(migrationsDir))
    if (/^\d/.test(name) && name < migration)
      cpSync(join(migrationsDir, name), join(dir, name), { recursive: true });
  await migrate(database.url, { dir });
  rmSync(dir, { recursive: true });
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return {
    query: async (sql: string) => (await client.query(sql)).rows,
    finish: () => migrate(database.url),
    async close() {
      await client.end();
      await database.drop();
    },
  };
}

const partner = `INSERT INTO partner (id, name, status, updated_at, created_at)
  VALUES ('prt_a', 'A', 'active', now(), now())`;
const client = `INSERT INTO oauth_client (id, partner_id, name, public, limits, created_at)
  VALUES ('cli_a', 'prt_a', 'A', true, '{}', now())`;

test("calls that were counted by day become sums of days, but for those that the sums have", async () => {
  const old = await before("20261129200938");
  await old.query(partner);
  await old.query(client);
  await old.query(`INSERT INTO api_usage (day, version, operation, key_id, calls, errors, last_at) VALUES
    ('2026-03-01', 'v1', 'books.get', 'cli_a', 10, 3, '2026-03-01T20:00:00Z'),
    ('2026-03-01', 'v2', 'books.get', 'key_gone', 5, 0, '2026-03-01T21:00:00Z'),
    ('2026-03-02', 'v1', 'books.get', 'cli_a', 10, 3, '2026-03-02T20:00:00Z')`);
  await old.query(`INSERT INTO request_rollup (grain, level, at, transport, operation, version,
      principal_id, partner_id, status_class, writer, count, bytes_in, bytes_out, duration_us, buckets, counts)
    SELECT 'day', 3, '2026-03-02Z', transport, 'books.get', 'v1', 'cli_a', 'prt_a', class, 'w', n, 0, 0, 0, '{}', '{}'
    FROM (VALUES ('rest', 2, 3), ('mcp', 3, 1), ('rest', 5, 3)) AS t(transport, class, n)`);
  await old.finish();
  const carried = (level: number) =>
    old.query(`SELECT to_char(at AT TIME ZONE 'UTC', 'DD') AS day, transport, operation, version,
        principal_id AS id, partner_id AS partner, status_class AS class, count,
        to_char(last_at AT TIME ZONE 'UTC', 'DD HH24') AS last
      FROM request_rollup WHERE writer = 'api_usage' AND grain = 'day' AND level = ${level}
      ORDER BY at, version, principal_id, status_class`);
  const rest = { transport: "rest", operation: "books.get" };
  const own = { id: "cli_a", partner: "prt_a" };
  expect(await carried(3)).toEqual([
    { day: "01", ...rest, version: "v1", ...own, class: 2, count: 7, last: "01 20" },
    { day: "01", ...rest, version: "v1", ...own, class: 4, count: 3, last: "01 20" },
    {
      day: "01",
      ...rest,
      version: "v2",
      id: "key_gone",
      partner: "",
      class: 2,
      count: 5,
      last: "01 21",
    },
    { day: "02", ...rest, version: "v1", ...own, class: 2, count: 3, last: "02 20" },
  ]);
  expect((await carried(2)).map(({ id, class: of, count }) => [id, of, count])).toEqual([
    ["cli_a", 2, 7],
    ["cli_a", 4, 3],
    ["key_gone", 2, 5],
    ["cli_a", 2, 3],
  ]);
  expect((await carried(1)).map(({ version, count }) => [version, count])).toEqual([
    ["v1", 7],
    ["v1", 3],
    ["v2", 5],
    ["v1", 3],
  ]);
  expect(
    await old.query(`SELECT DISTINCT first_at = at AS first, last_at = '2026-03-02T20:00:00Z' AS last
      FROM request_rollup WHERE writer = 'w'`),
  ).toEqual([{ first: true, last: true }]);
  await old.close();
});

test("requests that were counted by day become sums of days, and the first stays the first", async () => {
  const old = await before("20261129202156");
  await old.query(`INSERT INTO request_count (day, transport, status_class, count, first_at) VALUES
    ('2026-03-01', 'rest', 2, 10, '2026-03-01T08:00:00Z'),
    ('2026-03-01', 'rest', 1, 2, '2026-03-01T07:00:00Z'),
    ('2026-03-02', 'rest', 4, 10, '2026-03-02T09:00:00Z'),
    ('2026-03-02', 'trpc', 2, 3, '2026-03-02T10:00:00Z')`);
  await old.query(`INSERT INTO request_rollup (grain, level, at, transport, operation, version, principal_id,
      partner_id, status_class, writer, count, bytes_in, bytes_out, duration_us, buckets, counts, first_at, last_at)
    SELECT 'day', 0, '2026-03-02Z', transport, '', '', '', '', class, 'w', n, 0, 0, 0, '{}', '{}', '2026-03-02Z', '2026-03-02Z'
    FROM (VALUES ('rest', 2, 8), ('rest', 4, 4), ('trpc', 2, 3)) AS t(transport, class, n)`);
  await old.finish();
  const rows =
    await old.query(`SELECT to_char(first_at AT TIME ZONE 'UTC', 'DD HH24') AS first, transport,
      status_class AS class, writer, count
    FROM request_rollup WHERE grain = 'day' AND level = 0
    ORDER BY at, transport, status_class, writer`);
  expect(rows.map((row) => Object.values(row))).toEqual([
    ["01 07", "rest", 2, "request_count", 12],
    ["02 00", "rest", 2, "w", 8],
    ["02 09", "rest", 4, "request_count", 6],
    ["02 09", "rest", 4, "w", 4],
    ["02 10", "trpc", 2, "w", 3],
  ]);
  await old.close();
});

test("histograms of two arrays are packed", async () => {
  const old = await before("20261129204438");
  await old.query(`INSERT INTO request_rollup (grain, level, at, transport, operation, version,
      principal_id, partner_id, status_class, writer, count, bytes_in, bytes_out, duration_us, first_at,
      last_at, buckets, counts)
    SELECT 'day', 0, '2026-03-02Z', 'rest', '', '', '', '', 2, writer, 1, 0, 0, 0, now(), now(),
      buckets::smallint[], counts::int[]
    FROM (VALUES ('a', '{}', '{}'), ('b', '{550,0,3}', '{2000000000,1,200}'), ('c', '{5}', '{70000}'))
      AS t(writer, buckets, counts)`);
  await old.finish();
  const rows = await old.query(
    "SELECT encode(histogram, 'hex') AS packed FROM request_rollup ORDER BY writer",
  );
  expect(rows.map(({ packed }) => packed)).toEqual([
    "00",
    "03000103c801a30480a8d6b907",
    "0105f0a204",
  ]);
  await old.close();
});
