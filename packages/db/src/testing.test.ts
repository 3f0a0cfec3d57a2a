import { Client } from "pg";
import { expect, test } from "vitest";
import { createEmptyDatabase, createTestDatabase } from "./testing.ts";

test("each test database is a migrated copy of its own", async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await query(one.url, "CREATE TABLE only_here (id int)");
  expect(await tables(one.url)).toContain("only_here");
  expect(await tables(two.url)).toContain("_prisma_migrations");
  expect(await tables(two.url)).not.toContain("only_here");
  await Promise.all([one.drop(), two.drop()]);
});

test("a dropped database is gone, connections or not", async () => {
  const database = await createEmptyDatabase();
  const client = new Client({ connectionString: database.url });
  const cut = new Promise((resolve) => client.on("error", resolve));
  await client.connect();
  await database.drop();
  await cut;
  await expect(query(database.url, "SELECT 1")).rejects.toThrow("does not exist");
});

async function tables(url: string): Promise<unknown[]> {
  const rows = await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  return rows.map((row) => row.tablename);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
