import { resolve } from "node:path";
import type { Cluster } from "./cluster.ts";
import { EmbeddedError } from "./errors.ts";
import { createDatabase, type Guard, takeGuard } from "./guard.ts";
import { openHome } from "./home.ts";
import { databaseUrl, ensureRunning, isRunning, stopServer } from "./server.ts";

export { EmbeddedError } from "./errors.ts";
export { startThrowaway } from "./throwaway.ts";

/** A running PostgreSQL of our own. `stop` may be called more than once. */
export type Embedded = { url: string; stop(): Promise<void> };

export type EmbeddedOptions = {
  /** The product's data folder; PostgreSQL lives in `postgres` below it. */
  dataDir: string;
  /** Told in a line of what takes time or matters: set-up, restart. */
  log: (line: string) => void;
};

/**
 * Starts PostgreSQL 18 on the data folder for the one server process, setting it up the first time,
 * or adopts the one that a killed process left running. Should PostgreSQL die, it is started again
 * on the same port. `stop` stops it: call it after all that uses the database.
 * @throws EmbeddedError in one line that names the mend: folder not writable, no binaries, another
 *   server process on the same folder
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const cluster = await openHome(dataDir, options.log);
  const port = await ensureRunning(cluster);
  let guard = await secure(cluster, port, dataDir);
  let restarted: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;

  async function keepAlive(): Promise<void> {
    await guard.lost;
    if (stopped) return;
    options.log("PostgreSQL went away: starting it again");
    restarted = restart();
    await restarted;
    await keepAlive();
  }

  async function restart(): Promise<void> {
    if ((await ensureRunning(cluster)) !== port) throw new Error("its port was taken meanwhile");
    guard = await secure(cluster, port, dataDir);
  }

  /** Stopped while it starts, it would be started once more: the restart comes to its end first. */
  async function stop(): Promise<void> {
    await restarted.catch(() => {});
    await stopServer(cluster, "fast");
  }

  keepAlive().catch((error) => options.log(`PostgreSQL stays away: ${error.message}`));

  return {
    url: databaseUrl(cluster, port, database),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/**
 * PostgreSQL on the data folder for a command that may run beside the server: the one that runs, else
 * one that is started for the command and stopped by its `stop`.
 * @throws EmbeddedError as `startEmbedded` does, but not for a running server
 */
export async function joinEmbedded({ dataDir, log }: EmbeddedOptions): Promise<Embedded> {
  const cluster = await openHome(resolve(dataDir), log);
  const found = await isRunning(cluster);
  const port = await ensureRunning(cluster);
  const maintenanceUrl = databaseUrl(cluster, port, "postgres");
  await createDatabase(maintenanceUrl, database);
  return {
    url: databaseUrl(cluster, port, database),
    stop: async () => {
      // A server may have come up meanwhile and adopted what we started.
      if (!found && "lost" in (await takeGuard(maintenanceUrl))) await stopServer(cluster, "fast");
    },
  };
}

const database = "crossdock";

async function secure(cluster: Cluster, port: number, dataDir: string): Promise<Guard> {
  const maintenanceUrl = databaseUrl(cluster, port, "postgres");
  await createDatabase(maintenanceUrl, database);
  const guard = await takeGuard(maintenanceUrl);
  if ("lost" in guard) return guard;
  throw new EmbeddedError(
    `already running on ${dataDir} (pid ${guard.heldBy}): stop it or set DATA_DIR to another folder`,
  );
}
