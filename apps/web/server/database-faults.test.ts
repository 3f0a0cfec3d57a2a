import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { send } from "./testing/rest-client.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import { startTcpProxy, type TcpProxy } from "./testing/tcp-proxy.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let proxy: TcpProxy;
let server: ServerProcess;
let key: string;

beforeAll(async () => {
  app = await startTestApp();
  proxy = await startTcpProxy(app.product.db.url);
  server = await app.serve({ DATABASE_URL: proxy.url });
  key = await app.createKey();
});
afterAll(async () => {
  await app.close();
  await proxy.down();
});

test("a row that stays locked costs its callers a 503 and others nothing", async () => {
  const { sku } = await app.sell(5);
  const release = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const held = app.product.db.transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM inventory_level FOR UPDATE`;
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  const waiting = placeOrder(sku);
  expect((await get("/products")).status).toBe(200);
  const refused = await waiting;
  expect(refused).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(refused.headers.get("retry-after")).toBe("1");
  release.resolve();
  await held;
  expect((await placeOrder(sku)).status).toBe(201);
});

test("connections that are cut cost at most the calls that they carried", async () => {
  await app.product.db.query(
    "",
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    [],
  );
  await until("served again", async () => (await get("/products")).status === 200);
});

test("without a database every call is a 503, and the first after its return is served", async () => {
  await proxy.down();
  const { sku } = { sku: "ANY" };
  for (const answer of [await get("/products"), await get("/me"), await placeOrder(sku)]) {
    expect(answer).toMatchObject({ status: 503, body: { code: "unavailable" } });
    expect(answer.headers.get("retry-after")).toBe("1");
  }
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  await until("not ready", async () => (await fetch(`${server.url}/readyz`)).status === 503);
  await proxy.up();
  expect((await get("/products")).status).toBe(200);
});

function get(path: string) {
  return send(server.url, { method: "GET", path: `/api/v1${path}`, key });
}

function placeOrder(sku: string) {
  const body = { email: "buyer@example.com", items: [{ sku, quantity: 1 }] };
  return send(server.url, { method: "POST", path: "/api/v1/orders", key, body });
}
