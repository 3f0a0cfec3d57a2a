/// <reference path="./pg-copy-streams.d.ts" />
import { finished } from "node:stream/promises";
import { Pool, type PoolClient } from "pg";
import { from } from "pg-copy-streams";
import { SteadyClient } from "./steady-client.ts";

/** Rows for one table, in the text format of COPY: a line a row, as `copyLine` writes it, in any pieces. */
export type CopyPart = {
  table: string;
  columns: readonly string[];
  lines(): Iterable<string | Uint8Array>;
};

/**
 * Writes parts in one transaction, by connections of its own: what is written here delays no request.
 * Where the connection broke before it was told whether that was committed, the same array may be given
 * again: it is written once.
 */
export type Copy = (parts: readonly CopyPart[]) => Promise<void>;

/** The connections are made when they are first needed, and given up after ten seconds without work. */
export function openCopy(
  url: string,
  onError: (error: Error) => void,
): { copy: Copy; close(): Promise<void> } {
  const pool = new Pool({
    Client: SteadyClient,
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: 5000,
    // A server that stands still tells nothing: then only a clock of our own ends the wait.
    query_timeout: 20_000,
    options:
      "-c statement_timeout=15s -c lock_timeout=3s -c idle_in_transaction_session_timeout=15s",
  });
  pool.on("error", onError);
  // The transactions of which nobody knows whether they were committed.
  const undecided = new WeakMap<readonly CopyPart[], string>();

  async function write(client: PoolClient, parts: readonly CopyPart[]): Promise<void> {
    const before = undecided.get(parts);
    if (before !== undefined && (await isCommitted(client, before))) return;
    await client.query("BEGIN");
    const { rows } = await client.query("SELECT pg_current_xact_id()::text AS xid");
    for (const part of parts) await copyPart(client, part);
    undecided.set(parts, rows[0].xid);
    await client.query("COMMIT");
  }

  return {
    async copy(parts) {
      const client = await pool.connect();
      let broken = true;
      try {
        await write(client, parts);
        undecided.delete(parts);
        broken = false;
      } finally {
        // The end of the connection ends the transaction too.
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

async function copyPart(client: PoolClient, { table, columns, lines }: CopyPart): Promise<void> {
  const pieces = [...lines()];
  if (pieces.length === 0) return;
  const stream = client.query(from(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  const done = finished(stream);
  for (const piece of pieces) stream.write(piece);
  stream.end();
  await done;
}

/** @throws Error as of a database that is away, while the transaction may still end either way */
async function isCommitted(client: PoolClient, xid: string): Promise<boolean> {
  const { rows } = await client.query("SELECT pg_xact_status($1::xid8) AS status", [xid]);
  if (rows[0].status === "in progress")
    throw Object.assign(new Error(`Transaction ${xid} has not ended`), { code: "ETIMEDOUT" });
  return rows[0].status === "committed";
}
