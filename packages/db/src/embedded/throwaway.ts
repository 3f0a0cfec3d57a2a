import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Binaries, findBinaries } from "./binaries.ts";
import { initCluster, readPassword } from "./cluster.ts";
import type { Embedded } from "./index.ts";
import { databaseUrl, ensureRunning, stopServer } from "./server.ts";
import { type ServerUser, serverUser } from "./user.ts";

/**
 * A PostgreSQL for tests in a folder of its own, fast and not durable; `stop` removes it. `url` names
 * its maintenance database. What killed test runs left behind is removed on the way.
 */
export async function startThrowaway(): Promise<Embedded> {
  const user = serverUser();
  const binaries = await findBinaries(user);
  await removeAbandoned(binaries, user);
  const home = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // The data folder below is closed; this one only leads to it, for the user who runs the server.
  await chmod(home, 0o711);
  const dir = join(home, "postgres");
  await initCluster({ dir, user, binaries }, ["--no-sync"]);
  const cluster = { dir, password: await readPassword(dir), user, binaries, settings };
  const port = await ensureRunning(cluster);
  return {
    url: databaseUrl(cluster, port, "postgres"),
    stop: async () => {
      await stopServer(cluster, "immediate");
      await rm(home, { recursive: true, force: true });
    },
  };
}

const prefix = "crossdock-throwaway-";

const settings = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_connections=300",
  "autovacuum=off",
  "max_parallel_workers_per_gather=0",
  "jit=off",
];

async function removeAbandoned(binaries: Binaries, user: ServerUser | undefined): Promise<void> {
  const found = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of found.filter((name) => !isAlive(Number(name.split("-")[2])))) {
    const home = join(tmpdir(), name);
    const cluster = { dir: join(home, "postgres"), password: "", user, binaries, settings };
    await stopServer(cluster, "immediate");
    await rm(home, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
