/// <reference path="./pg-copy-streams.d.ts" />
import { finished } from "node:stream/promises";
import { Pool, type PoolClient } from "pg";
import { from } from "pg-copy-streams";

/** Rows for one table, in the text format of COPY: a line a row, as `copyLine` writes it. */
export type CopyPart = { table: string; columns: readonly string[]; lines: string };

/** Writes parts in one transaction, by connections of its own: what is written here delays no request. */
export type Copy = (parts: readonly CopyPart[]) => Promise<void>;

/** The connections are made when they are first needed, and given up after ten seconds without work. */
export function openCopy(
  url: string,
  onError: (error: Error) => void,
): { copy: Copy; close(): Promise<void> } {
  const pool = new Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: 5000,
    // A server that stands still tells nothing: then only a clock of our own ends the wait.
    query_timeout: 20_000,
    options: "-c statement_timeout=15s -c lock_timeout=3s",
  });
  pool.on("error", onError);
  return {
    async copy(parts) {
      const client = await pool.connect();
      // Its query fails by itself; an error event that nobody hears would end the process.
      client.on("error", ignore);
      let broken = true;
      try {
        await client.query("BEGIN");
        for (const part of parts) await copyPart(client, part);
        await client.query("COMMIT");
        broken = false;
      } finally {
        client.off("error", ignore);
        // The end of the connection ends the transaction too.
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

function ignore(): void {}

async function copyPart(client: PoolClient, { table, columns, lines }: CopyPart): Promise<void> {
  const stream = client.query(from(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  const done = finished(stream);
  stream.end(lines);
  await done;
}

export type CopyValue = string | number | boolean | Date | null;

/** One row (PostgreSQL's manual, COPY, "Text Format"). NUL, which no text there can hold, is left out. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyField).join("\t")}\n`;
}

/** One value of a row. */
export function copyField(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return special.test(value) ? escaped(value) : value;
  if (typeof value === "boolean") return value ? "t" : "f";
  return value instanceof Date ? value.toISOString() : String(value);
}

const special = /[\\\t\n\r\0]/;

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r\0]/g, (character) => escapes[character] ?? "");
}

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
