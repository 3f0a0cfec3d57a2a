import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newMigration } from "./new-migration.ts";

const base = 'datasource db {\n  provider = "postgresql"\n}\n';
const now = new Date("2026-01-31T23:59:58Z");
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "crossdock-schema-"));
  mkdirSync(join(dir, "schema"));
  writeFileSync(join(dir, "schema/main.prisma"), base);
});

afterEach(() => rmSync(dir, { recursive: true }));

test("writes the SQL from the last migration's schema to today's", async () => {
  writeFileSync(join(dir, "schema/note.prisma"), "model Note {\n  id String @id\n}\n");
  const first = await newMigration(dir, "add_notes", now);
  expect(first).toEqual({
    path: join(dir, "migrations/20260131235958_add_notes/migration.sql"),
    changed: true,
  });
  expect(readFileSync(first.path, "utf8")).toContain('CREATE TABLE "Note"');

  writeFileSync(
    join(dir, "schema/note.prisma"),
    "model Note {\n  id String @id\n  text String?\n}\n",
  );
  const second = await newMigration(dir, "add_text", now);
  const sql = readFileSync(second.path, "utf8");
  expect(sql).toContain('ALTER TABLE "Note" ADD COLUMN     "text" TEXT;');
  expect(sql).not.toContain("CREATE TABLE");
});

test("with no change it leaves a file for SQL by hand", async () => {
  const { path, changed } = await newMigration(dir, "by_hand", now);
  expect(changed).toBe(false);
  expect(readFileSync(path, "utf8")).toMatch(/^--.*\n$/);
});

test("a schema that is not valid writes nothing", async () => {
  writeFileSync(join(dir, "schema/note.prisma"), "model Note {");
  await expect(newMigration(dir, "bad", now)).rejects.toThrow("Error validating");
  expect(readdirSync(dir)).toEqual(["schema"]);
});
