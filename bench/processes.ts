import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const NODE_ENV = "production";

export type ServerProcess = {
  name: string;
  origin: string;
  /** Where its API lies below the origin. */
  base: string;
  pid: number;
  /** Sent with every request. */
  headers: Record<string, string>;
  stop(): Promise<void>;
};

/**
 * Keeps this process, which makes the load, and PostgreSQL, which it starts, off the first core.
 * False where there is no `taskset` or no second core.
 */
export function pinRest(): boolean {
  const cores = availableParallelism();
  if (cores < 2) return false;
  const args = ["-a", "-c", "-p", `1-${cores - 1}`, String(process.pid)];
  return spawnSync("taskset", args).status === 0;
}

/** The real server, as `PROCESSES=api` runs it, with a key that has no rate limit. */
export async function startOurs(databaseUrl: string, pinned: boolean): Promise<ServerProcess> {
  const env: NodeJS.ProcessEnv = {
    DATABASE_URL: databaseUrl,
    APP_SECRET: randomBytes(32).toString("hex"),
    PORT: String(await freePort()),
    PROCESSES: "api",
    LOG_LEVEL: "error",
    NODE_ENV,
  };
  const server = await start("Crossdock", [at("../apps/web/server/main.ts")], env, pinned);
  const scopes = "products:read orders:write";
  const create = ["keys", "create", "--name", "Bench", "--scopes", scopes, "--rate", "unlimited"];
  const args = [at("../apps/web/server/cli/main.ts"), ...create];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
  if (status !== 0) {
    await server.stop();
    throw new Error(`No key could be made:\n${stderr}`);
  }
  return { ...server, headers: { authorization: `Bearer ${stdout.trim()}` } };
}

/** The hand-written Fastify + pg server. */
export async function startFloor(databaseUrl: string, pinned: boolean): Promise<ServerProcess> {
  const PORT = String(await freePort());
  return start(
    "Fastify + pg",
    [at("floor/main.ts"), PORT, databaseUrl],
    { PORT, NODE_ENV },
    pinned,
  );
}

async function start(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  pinned: boolean,
): Promise<ServerProcess> {
  const command = [...(pinned ? ["taskset", "-c", "0"] : []), process.execPath, ...args];
  const [file = process.execPath, ...rest] = command;
  const child = spawn(file, rest, { env, stdio: ["ignore", "ignore", "inherit"] });
  const origin = `http://127.0.0.1:${env.PORT}`;
  await ready(child, name, origin);
  const stop = async () => {
    if (child.exitCode === null && child.kill()) await once(child, "exit");
  };
  return { name, origin, base: "/api/v2", pid: child.pid ?? 0, headers: {}, stop };
}

async function ready(child: ChildProcess, name: string, origin: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (child.exitCode === null && Date.now() < deadline) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  child.kill();
  throw new Error(`${name} did not start.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
