import { createServer } from "node:net";
import { createEmptyDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { send } from "./testing/rest-client.ts";
import { freePort, type ServerEnv, spawnServer } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe("a fault of the start is one line that names the mend, and exit code 1", () => {
  test.each<[string, ServerEnv, RegExp]>([
    ["a port that is no port", { PORT: "http" }, /^PORT: /],
    ["a value that does not exist", { SEED: "some" }, /^SEED: .*demo/],
    [
      "a process that does not exist",
      { PROCESSES: "api,worked" },
      /^PROCESSES: .*web, api, worker/,
    ],
    ["a secret that is too short", { APP_SECRET: "short" }, /^APP_SECRET: .*openssl rand/],
    [
      "a database without a secret",
      { APP_SECRET: "" },
      /^APP_SECRET: is required with DATABASE_URL/,
    ],
    ["a foreign address", { HOST: "192.0.2.1" }, /HOST=127\.0\.0\.1/],
    [
      "a database that is not there",
      { DATABASE_URL: "postgres://x@127.0.0.1:1/x" },
      /DATABASE_URL.*127\.0\.0\.1:1/,
    ],
    ["a data folder that cannot be", { DATABASE_URL: "", DATA_DIR: "/dev/null/x" }, /DATA_DIR/],
  ])("%s", async (_, env, mend) => {
    await expectFault({ ...app.env, ...env }, mend);
  });

  test("a port that is taken", async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    await expectFault({ ...app.env, PORT: String(port) }, new RegExp(`${port} is taken.*PORT=`));
    other.close();
  });

  test("a database of another name, and one of another password", async () => {
    const nothing = new URL(app.product.db.url);
    nothing.pathname = "nothing_of_this_name";
    await expectFault(
      { ...app.env, DATABASE_URL: nothing.href },
      /DATABASE_URL.*nothing_of_this_name/,
    );
    const stranger = new URL(app.product.db.url);
    stranger.password = "wrong";
    await expectFault({ ...app.env, DATABASE_URL: stranger.href }, /DATABASE_URL.*password/);
  });
});

test("two that start at once on an empty database both serve, and set one shop up", async () => {
  const database = await createEmptyDatabase();
  const env = { DATABASE_URL: database.url };
  const servers = await Promise.all([app.serve(env), app.serve(env)]);
  const told = servers.filter((server) => server.output().includes("Sign in as"));
  expect(told).toHaveLength(1);
  const key = /Bearer (cdk_live_\w+)/.exec(told[0]?.output() ?? "")?.[1];
  const path = "/api/v1/products";
  for (const { url } of servers) {
    expect((await send(url, { method: "GET", path, key })).status).toBe(200);
  }
  await Promise.all(servers.map((server) => server.end("SIGTERM")));
  await database.drop();
});

describe("SIGTERM", () => {
  test("lets the request that runs finish, takes no more, and ends with 0", async () => {
    const server = await app.serve({ PROCESSES: "api,worker" });
    const { sku } = await app.sell(5);
    const key = await app.createKey();
    const [locked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const held = app.product.db.transaction(async (tx) => {
      await tx.$executeRaw`SELECT FROM inventory_level FOR UPDATE`;
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    const body = { email: "last@example.com", items: [{ sku, quantity: 1 }] };
    const running = send(server.url, { method: "POST", path: "/api/v1/orders", key, body });
    await until("the request waits for the row", isAnyoneWaiting);
    const exit = server.end("SIGTERM");
    await until("no more are taken", () => isRefused(server.url));
    release.resolve();
    await held;
    expect((await running).status).toBe(201);
    expect(await exit).toBe(0);
  });

  test("and SIGINT, with nothing to do, end with 0", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const server = await app.serve({ PROCESSES: "api,worker" });
      expect(await server.end(signal)).toBe(0);
    }
  });

  test("ends the open pages' event streams, whole", async () => {
    const server = await app.serve({ PROCESSES: "api,worker" });
    const { cookie } = await app.signIn();
    const headers = { Cookie: cookie, Accept: "text/event-stream" };
    const stream = await fetch(`${server.url}/api/trpc/live.events`, { headers });
    expect(stream.status).toBe(200);
    const exit = server.end("SIGTERM");
    // A connection that was cut off would make this throw.
    await stream.text();
    expect(await exit).toBe(0);
  });
});

test("a worker alone answers who watches it and nobody else, works, and ends with 0", async () => {
  const worker = await app.serve({ PROCESSES: "worker" });
  const text = await (await fetch(`${worker.url}/metrics`)).text();
  expect(text).toContain("jobs_waiting");
  for (const path of ["/", "/login", "/api/v1/products", "/api/trpc/products.list", "/mcp"])
    expect((await fetch(`${worker.url}${path}`)).status).toBe(404);
  // A second one on the same port works all the same, and says what it lacks.
  const PORT = new URL(worker.url).port;
  const second = await spawnServer({ ...app.env, PROCESSES: "worker", PORT });
  await until("it says so", async () => second.output().includes("want a PORT of their own"));
  expect(await worker.end("SIGTERM")).toBe(0);
  expect(await second.end("SIGTERM")).toBe(0);
});

async function expectFault(env: ServerEnv, mend: RegExp): Promise<void> {
  const server = await spawnServer(env);
  expect(await server.exited).toBe(1);
  const lines = server.output().trim().split("\n");
  expect(lines.at(-1)).toMatch(mend);
  expect(lines.filter((line) => !/^[✓•]/.test(line))).toHaveLength(1);
}

async function isAnyoneWaiting(): Promise<boolean> {
  const query = `SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (await app.product.db.query("", query, [])).length > 0;
}

async function isRefused(url: string): Promise<boolean> {
  return fetch(`${url}/livez`).then(
    () => false,
    () => true,
  );
}
