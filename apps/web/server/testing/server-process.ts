import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.ts";

export type ServerProcess = {
  /** Where it listens, without a slash at the end. */
  url: string;
  pid: number;
  /** Everything that it has printed so far. */
  output(): string;
  /** Sends the signal and resolves, once the process is gone, with its exit code; null after a kill -9. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  exited: Promise<number | null>;
};

/** The environment of a process: its whole environment, nothing is inherited. */
export type ServerEnv = Record<string, string>;

const realMain = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Runs `main.ts` on a free port until it ends by itself or by `end`. */
export async function spawnServer(env: ServerEnv, main = realMain): Promise<ServerProcess> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [main], {
    cwd: dirname(main),
    env: { NODE_ENV: "production", LOG_LEVEL: "error", PORT: port, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test that fails half-way must not leave servers behind.
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("close", () => process.off("exit", endWithUs));
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => text,
    exited,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** The same, once it takes requests. */
export async function startServer(env: ServerEnv, main?: string): Promise<ServerProcess> {
  const server = await spawnServer(env, main);
  let gone = false;
  server.exited.then(() => {
    gone = true;
  });
  await until("the server is ready", async () => {
    if (gone) throw new Error(`The server ended:\n${server.output()}`);
    return (await statusOf(`${server.url}/readyz`)) === 200;
  });
  return server;
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}

async function statusOf(url: string): Promise<number | null> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
