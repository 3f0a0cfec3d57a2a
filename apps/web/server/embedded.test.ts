import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { send } from "./testing/rest-client.ts";
import { type ServerEnv, spawnServer, startServer } from "./testing/server-process.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string;
let env: ServerEnv;
let key: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crossdock-start-"));
  // The user who runs PostgreSQL has to get in.
  await chmod(folder, 0o711);
  env = { DATA_DIR: folder, SEED: "none", PROCESSES: "api,worker" };
});
afterAll(async () => {
  // Only a test that failed leaves a database running.
  const left = await databasePid();
  if (left !== null) process.kill(left, "SIGQUIT");
  await rm(folder, { recursive: true, force: true });
});

test("the first start sets up everything, tells how to go on, and a second server is refused", async () => {
  const server = await startServer(env);
  expect(server.output()).toMatch(/Sign in as +owner@example\.com/);
  expect(server.output()).toMatch(/Or open once +http:\S+\/login\/link\?token=\S+/);
  key = /Bearer (cdk_live_\w+)/.exec(server.output())?.[1] ?? "";
  expect(await productsStatus(server.url)).toBe(200);

  const second = await spawnServer(env);
  expect(await second.exited).toBe(1);
  expect(second.output().trim()).toBe(
    `already running on ${folder} (pid ${server.pid}): stop it or set DATA_DIR to another folder`,
  );

  expect(await productsStatus(server.url)).toBe(200);
  expect(await server.end("SIGTERM")).toBe(0);
  expect(await databasePid()).toBeNull();
});

test("a server that was killed is followed by one that finds everything as it was", async () => {
  const first = await startServer(env);
  await first.end("SIGKILL");
  expect(await databasePid()).not.toBeNull();
  const next = await startServer(env);
  expect(next.output()).not.toContain("Sign in as");
  expect(await productsStatus(next.url)).toBe(200);
  expect(await next.end("SIGINT")).toBe(0);
  expect(await databasePid()).toBeNull();
});

test("a start that is interrupted leaves no database behind", async () => {
  const server = await spawnServer(env);
  await until("the database runs", async () => (await databasePid()) !== null);
  expect(await server.end("SIGINT")).toBe(0);
  expect(await databasePid()).toBeNull();
});

// PostgreSQL removes this file when it has stopped in good order.
async function databasePid(): Promise<number | null> {
  const file = join(folder, "postgres", "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : Number(text.split("\n")[0]);
}

async function productsStatus(url: string): Promise<number> {
  return (await send(url, { method: "GET", path: "/api/v1/products", key })).status;
}
