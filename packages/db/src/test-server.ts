import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { startThrowaway } from "./embedded/index.ts";
import { migrate } from "./migrate/index.ts";

/** A database for one test; `drop` cuts the connections that are left. */
export type TestDatabase = { url: string; drop(): Promise<void> };

export type TestServer = {
  /** Names the server's maintenance database: what `cloneTemplate` takes. */
  url: string;
  stop(): Promise<void>;
};

/** Starts a throwaway PostgreSQL that holds one migrated template. `DATABASE_URL` is never touched. */
export async function startTestServer(): Promise<TestServer> {
  const server = await startThrowaway();
  try {
    await run(server.url, `CREATE DATABASE ${template}`);
    await migrate(databaseUrl(server.url, template));
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * A new database on the server: a copy of the migrated template, an empty one, or a copy of the
 * database at `source`, to which nobody may be connected.
 */
export async function cloneTemplate(
  serverUrl: string,
  source: "migrated" | "empty" | URL = "migrated",
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const from = nameOf(source);
  await run(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${from}`);
  return {
    url: databaseUrl(serverUrl, name),
    drop: () => run(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

const template = "crossdock_template";

function nameOf(source: "migrated" | "empty" | URL): string {
  if (source instanceof URL) return source.pathname.slice(1);
  return source === "migrated" ? template : "template0";
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
