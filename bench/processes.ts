import { type ChildProcess, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { spawnPinned, stopChild } from "./pinned.ts";
import type { Server } from "./server.ts";

const NODE_ENV = "production";

/** The real server, as `PROCESSES=api` runs it, with a key that has no rate limit. */
export async function startOurs(
  databaseUrl: string,
  pinned: boolean,
  more: Record<string, string> = {},
  main = "../apps/web/server/main.ts",
): Promise<Server> {
  const env: NodeJS.ProcessEnv = {
    DATABASE_URL: databaseUrl,
    APP_SECRET: randomBytes(32).toString("hex"),
    PORT: String(await freePort()),
    PROCESSES: "api",
    LOG_LEVEL: "error",
    NODE_ENV,
    ...more,
  };
  const server = await start("Crossdock", [at(main)], env, pinned);
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
export async function startFloor(databaseUrl: string, pinned: boolean): Promise<Server> {
  const PORT = String(await freePort());
  return start(
    "Fastify + pg",
    [at("floor/main.ts"), PORT, databaseUrl],
    { PORT, NODE_ENV },
    pinned,
  );
}

/** A bare node:http server that inserts each webhook as one row. */
export async function startBareInbox(databaseUrl: string, pinned: boolean): Promise<Server> {
  const PORT = String(await freePort());
  const args = [at("floor/inbox.ts"), PORT, databaseUrl];
  return { ...(await start("node:http + insert", args, { PORT, NODE_ENV }, pinned)), base: "" };
}

async function start(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  pinned: boolean,
): Promise<Server> {
  const child = spawnPinned(args, { env, stdio: ["ignore", "ignore", "inherit"] }, pinned);
  const origin = `http://127.0.0.1:${env.PORT}`;
  await ready(child, name, origin);
  return {
    ...{ name, origin, base: "/api/v2", headers: {} },
    usage: async () => ({ cpuMicros: cpuMicrosOf(child.pid), allocatedBytes: null }),
    stop: () => stopChild(child),
  };
}

// Linux counts a process's time in hundredths of a second: fields 14 and 15 of its stat line.
function cpuMicrosOf(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [user, system] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    return (Number(user) + Number(system)) * 10_000;
  } catch {
    return null;
  }
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

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
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
