import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One migration on disk; `checksum` is the SHA-256 of its SQL in hex, as Prisma records it. */
export type Migration = { name: string; sql: string; checksum: string };

/** Where the product's own migrations lie. */
export const migrationsDir = fileURLToPath(
  new URL("../../../../prisma/migrations", import.meta.url),
);

/** Reads `<dir>/<timestamp>_<name>/migration.sql`, oldest first. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(dir, name)));
}

async function readMigration(dir: string, name: string): Promise<Migration> {
  const sql = await readFile(join(dir, name, "migration.sql"), "utf8");
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}
