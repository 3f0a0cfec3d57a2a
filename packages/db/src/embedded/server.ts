import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { type Cluster, lastLine } from "./cluster.ts";
import { EmbeddedError } from "./errors.ts";

/**
 * Sees to it that a server runs on the cluster and takes connections, whoever started it, and returns
 * its port: the one it had last, if that is free.
 * @throws EmbeddedError with PostgreSQL's own reason when it does not start
 */
export async function ensureRunning(cluster: Cluster): Promise<number> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    await retireDeadPid(cluster);
    if (!(await isRunning(cluster))) await startServer(cluster);
    const port = await runningPort(cluster);
    if (port !== undefined && (await answers(databaseUrl(cluster, port, "postgres")))) return port;
    await delay(50);
  }
  throw await startFailure(cluster);
}

/** The connection URL of one of the cluster's databases. */
export function databaseUrl({ password }: Cluster, port: number, database: string): string {
  return `postgresql://crossdock:${password}@127.0.0.1:${port}/${database}`;
}

/** Whether a server process holds the data folder, be it ready or recovering. */
export async function isRunning({ binaries, dir, user }: Cluster): Promise<boolean> {
  const { code } = await binaries.run("pg_ctl", ["status", "-D", dir], user);
  return code === 0;
}

/** `fast` cuts connections, rolls open transactions back and leaves all on disk; `immediate` crashes. */
export async function stopServer(cluster: Cluster, mode: "fast" | "immediate"): Promise<void> {
  const args = ["stop", "-s", "-w", "-t", "60", "-D", cluster.dir, "-m", mode];
  await cluster.binaries.run("pg_ctl", args, cluster.user);
}

/**
 * Starts the server and waits until it is ready, unless another process was quicker. `pg_ctl` gives it
 * a session of its own, so that a Ctrl-C in our terminal misses it.
 */
async function startServer(cluster: Cluster): Promise<void> {
  const { binaries, dir, user, settings } = cluster;
  const port = await freePort(await lastPort(cluster));
  const all = ["listen_addresses=127.0.0.1", "unix_socket_directories=", ...settings];
  const options = [`-p ${port}`, ...all.map((setting) => `-c ${setting}`)].join(" ");
  const args = ["start", "-s", "-w", "-t", "120", "-D", dir, "-l", logPath(dir), "-o", options];
  const { code } = await binaries.run("pg_ctl", args, user);
  if (code === 0 || (await isRunning(cluster))) return;
  const failure = await startFailure(cluster);
  if (!passes.test(failure.message)) throw failure;
}

/** Reasons that end by themselves: a killed server's last children, a port that was taken just now. */
const passes = /shared memory block|TCP\/IP sockets/;

/** The port that the running server wrote as the fourth line of its pid file. */
async function runningPort({ dir }: Cluster): Promise<number | undefined> {
  const pidFile = await readFile(join(dir, "postmaster.pid"), "utf8").catch(() => "");
  return Number(pidFile.split("\n")[3]) || undefined;
}

async function lastPort({ dir }: Cluster): Promise<number | undefined> {
  const command = await readFile(join(dir, "postmaster.opts"), "utf8").catch(() => "");
  return Number(/"-p" "(\d+)"/.exec(command)?.[1]) || undefined;
}

/**
 * A killed server stays as a zombie where nobody reaps it, and after a container's restart its process
 * id may be another program's: PostgreSQL takes both for a running server and refuses. An id that no
 * Linux process can have makes it recover, its own check for surviving backends included.
 */
async function retireDeadPid({ dir }: Cluster): Promise<void> {
  const path = join(dir, "postmaster.pid");
  const [pid, ...rest] = (await readFile(path, "utf8").catch(() => "")).split("\n");
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  if (stat === "" || /\(postgres\) [^ZX]/.test(stat)) return;
  await writeFile(path, [4194304, ...rest].join("\n"));
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function startFailure({ dir }: Cluster): Promise<EmbeddedError> {
  const log = await readFile(logPath(dir), "utf8").catch(() => "");
  const fatal = log.split("\n").filter((line) => line.includes("FATAL:"));
  const reason = lastLine(fatal.join("\n")).replace(/^.*FATAL:\s*/, "");
  return new EmbeddedError(
    `PostgreSQL does not start: ${reason || "no reason given"} (${logPath(dir)})`,
  );
}

function logPath(dir: string): string {
  return join(dir, "server.log");
}

/** `preferred` when it is free, else any free port of 127.0.0.1. */
async function freePort(preferred = 0): Promise<number> {
  // A pool that knocks at its lost database's port may reach us: held, it would keep us from closing.
  const server = createServer((socket) => socket.destroy());
  const port = await new Promise<number | undefined>((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(preferred, "127.0.0.1", () => {
      const address = server.address();
      resolve(address && typeof address === "object" ? address.port : undefined);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  return port ?? freePort();
}
