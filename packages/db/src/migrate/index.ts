import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { type Migration, migrationsDir, readMigrations } from "./files.ts";

export { migrationsDir } from "./files.ts";

export type MigrateOptions = {
  /** A folder of `<timestamp>_<name>/migration.sql`; the product's own when left out. */
  dir?: string;
  /** Told one line for each migration that is applied. */
  log?: (line: string) => void;
};

/**
 * Applies the migrations that the database lacks, oldest first, each in one transaction, and returns
 * their names. Records them in `_prisma_migrations` as Prisma does, so its own tools see them too.
 * Any number of processes may call it at once: an advisory lock lets one work. Migrations that only
 * the database knows are ignored, so that an older process may restart while a newer one is rolled out.
 * @throws Error naming the migration that failed, that a former `prisma migrate` left unfinished, or
 *   whose file was changed after it was applied
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.dir ?? migrationsDir);
  return withClient(url, async (client) => {
    if (notApplied(migrations, await readApplied(client)).length === 0) return [];
    // Held until the connection closes; the number is the one that Prisma's own migrate takes.
    await client.query("SELECT pg_advisory_lock(72707369)");
    const pending = notApplied(migrations, await readApplied(client));
    await client.query(createMigrationsTable);
    for (const migration of pending) {
      options.log?.(`applying ${migration.name}`);
      await apply(client, migration);
    }
    return pending.map((migration) => migration.name);
  });
}

/** The names of the migrations that the database lacks, oldest first. Changes nothing. */
export async function pendingMigrations(url: string, dir = migrationsDir): Promise<string[]> {
  const migrations = await readMigrations(dir);
  const applied = await withClient(url, readApplied);
  return notApplied(migrations, applied).map((migration) => migration.name);
}

/** The names of all migrations of this release, oldest first. */
export async function migrationNames(dir = migrationsDir): Promise<string[]> {
  return (await readMigrations(dir)).map(({ name }) => name);
}

type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

async function readApplied(client: Client): Promise<Applied[]> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (table.rows[0].name === null) return [];
  const { rows } = await client.query<Applied>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  return rows;
}

function notApplied(migrations: Migration[], rows: Applied[]): Migration[] {
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  return migrations.filter((migration) => {
    const row = applied.get(migration.name);
    if (!row) return true;
    if (!row.finished_at) {
      throw new Error(
        `migration ${migration.name} was left unfinished: see prisma migrate resolve`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new Error(
        `migration ${migration.name} was changed after it was applied: restore its file and write a new migration`,
      );
    }
    return false;
  });
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    // Where the connection is gone PostgreSQL has done so by itself, and the reason is the error above.
    await client.query("ROLLBACK").catch(() => {});
    throw new Error(`migration ${name} failed and was rolled back: ${String(error)}`, {
      cause: error,
    });
  }
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: "crossdock-migrate" });
  // A connection that dies fails the query in hand; unheard, the event would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Prisma's definition, word for word in names and types. */
const createMigrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
