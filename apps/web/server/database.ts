import type { Env } from "@crossdock/config/env";
import { type Embedded, joinEmbedded, startEmbedded } from "@crossdock/db/embedded";

/** `DATABASE_URL`, or the embedded PostgreSQL, started for this server process. */
export async function startDatabase(env: Env, log: (line: string) => void): Promise<Embedded> {
  if (env.DATABASE_URL) return external(env.DATABASE_URL);
  return startEmbedded({ dataDir: env.DATA_DIR, log });
}

/** The same for a command beside the server: the database that runs, else one for the while. */
export async function joinDatabase(env: Env, log: (line: string) => void): Promise<Embedded> {
  if (env.DATABASE_URL) return external(env.DATABASE_URL);
  return joinEmbedded({ dataDir: env.DATA_DIR, log });
}

function external(url: string): Embedded {
  return { url, stop: async () => {} };
}
