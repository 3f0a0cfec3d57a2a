import { Client } from "pg";

/** The key of the session lock that the one server process of a data folder holds: "dock" in ASCII. */
const lockKey = 0x646f636b;

/**
 * A connection that proves we are the only server process on the data folder: it holds an advisory
 * lock, which ends with our process however that ends, so no stale lock is ever left.
 */
export type Guard = {
  /** Resolves when the connection ends, whoever ended it. */
  lost: Promise<void>;
};

/** Takes the lock; where another process has it, tells that process's id. */
export async function takeGuard(url: string): Promise<Guard | { heldBy: string }> {
  const client = new Client({
    connectionString: url,
    application_name: `crossdock ${process.pid}`,
  });
  const lost = new Promise<void>((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
  });
  await client.connect();
  const taken = await client.query("SELECT pg_try_advisory_lock($1) AS ok", [lockKey]);
  if (taken.rows[0].ok) return { lost };
  const holder = await client.query(
    `SELECT application_name AS name FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND objid = $1 AND granted`,
    [lockKey],
  );
  await client.end();
  return { heldBy: String(holder.rows[0]?.name).replace("crossdock ", "") };
}

/** Makes a database where it is missing. */
export async function createDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
