import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diffSchemas } from "./diff.ts";

/**
 * Writes `<dir>/migrations/<timestamp>_<name>/migration.sql` with the SQL from the last migration's
 * schema to `<dir>/schema/*.prisma`, and returns the file's path and whether the schema changed.
 * With no change the file holds a comment alone, for SQL written by hand. The schema as of the last
 * migration is kept in `<dir>/migrations/schema.prisma`.
 */
export async function newMigration(
  dir: string,
  name: string,
  now: Date,
): Promise<{ path: string; changed: boolean }> {
  const snapshot = join(dir, "migrations", "schema.prisma");
  const before = await readFile(snapshot, "utf8").catch(emptyWhenMissing);
  const after = await readSchema(join(dir, "schema"));
  const sql = await diffSchemas(before, after);
  const folder = join(dir, "migrations", `${timestamp(now)}_${name}`);
  await mkdir(folder, { recursive: true });
  const path = join(folder, "migration.sql");
  await writeFile(path, sql || "-- The schema has not changed: write SQL by hand here.\n");
  await writeFile(snapshot, after);
  return { path, changed: sql !== "" };
}

/** All schema files of a folder as one text, in the order of their names. */
export async function readSchema(dir: string): Promise<string> {
  const files = (await readdir(dir)).filter((file) => file.endsWith(".prisma")).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(dir, file), "utf8")));
  return `${texts.map((text) => text.trim()).join("\n\n")}\n`;
}

/** Prisma's own form: `20260131235959`, in UTC. */
function timestamp(now: Date): string {
  return now.toISOString().replace(/\D/g, "").slice(0, 14);
}

function emptyWhenMissing(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "";
  throw error;
}
