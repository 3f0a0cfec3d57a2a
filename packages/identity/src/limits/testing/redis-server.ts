import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** A real Redis (or Valkey) on loopback, empty at each start. */
export type RedisServer = {
  url: string;
  /** Ends it at once, as a machine does that fails. */
  kill(): Promise<void>;
  /** Starts it again, at the same address. */
  start(): Promise<void>;
  /** Stops answering without ending, and goes on. */
  freeze(): void;
  thaw(): void;
};

const program = ["redis-server", "valkey-server"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);

export const hasRedis = program !== undefined;
if (!hasRedis) {
  console.warn(
    "\n  SKIPPED: no redis-server is installed. `apt install redis-server` runs them.\n",
  );
}

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let server: ChildProcess | undefined;
  const redis: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const settings = { port, bind: "127.0.0.1", save: "", appendonly: "no", dir: "/tmp" };
      const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
      const started = spawn(program ?? "redis-server", args, {
        stdio: ["ignore", "pipe", "ignore"],
      });
      server = started;
      for await (const text of started.stdout) {
        if (String(text).includes("Ready to accept connections")) break;
      }
      started.stdout.destroy();
    },
    async kill() {
      if (server === undefined || server.exitCode !== null) return;
      const exited = once(server, "exit");
      server.kill("SIGKILL");
      server = undefined;
      await exited;
    },
    freeze: () => server?.kill("SIGSTOP"),
    thaw: () => server?.kill("SIGCONT"),
  };
  await redis.start();
  return redis;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}
