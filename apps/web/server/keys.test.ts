import { loadEnv } from "@crossdock/config/env";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readCommand } from "./cli/commands.ts";
import { sendMcp } from "./testing/mcp-client.ts";
import { send } from "./testing/rest-client.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
let other: ServerProcess;

beforeAll(async () => {
  app = await startTestApp({ TRUST_PROXY: "1" });
  [{ url }, other] = await Promise.all([app.serve(), app.serve()]);
});
afterAll(() => app.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const create = (more: object = {}) =>
  app.as().keys.create({ name: "ERP", scopes: ["orders:read"], ...more });

const get = (key: string, { at = url, from = "203.0.113.7", path = "/api/v2/orders" } = {}) =>
  send(at, { method: "GET", path, key, headers: { "X-Forwarded-For": from } });

test("in its last thirty days every answer tells when a key ends", async () => {
  const expiresAt = inDays(29);
  const { key } = await create({ expiresAt });
  const end = `@${Math.floor(Date.parse(expiresAt) / 1000)}`;
  for (const path of ["/api/v2/orders", "/api/v1/me", "/api/v2/products", "/api/v2/nothing"]) {
    expect((await get(key, { path })).headers.get("api-key-expires"), path).toBe(end);
  }
  const byMcp = await sendMcp(url, { method: "tools/list", params: {}, key });
  expect(byMcp.headers.get("api-key-expires")).toBe(end);
  const { key: young } = await create();
  expect((await get(young)).headers.has("api-key-expires")).toBe(false);
});

test("a key that has expired is refused with the reason, on both transports", async () => {
  const { key, id } = await create();
  const expiresAt = new Date();
  await app.product.db.prisma.apiKey.update({ where: { id }, data: { expiresAt } });
  const expected = { code: "unauthenticated", detail: expect.stringContaining("has expired") };
  expect(await get(key)).toMatchObject({ status: 401, body: expected });
  const byMcp = await sendMcp(url, { method: "tools/list", params: {}, key });
  expect(byMcp.status).toBe(401);
});

test("a key is taken from its addresses alone, behind a proxy too", async () => {
  const { key } = await create({ allowedAddresses: ["203.0.113.0/24", "2001:db8::/32"] });
  expect((await get(key, { from: "203.0.113.7" })).status).toBe(200);
  expect((await get(key, { from: "::ffff:203.0.113.8" })).status).toBe(200);
  expect((await get(key, { from: "2001:db8::9" })).status).toBe(200);
  // What a caller writes in front of our proxy's entry moves it nowhere.
  expect(await get(key, { from: "203.0.113.7, 198.51.100.1" })).toMatchObject({
    status: 403,
    body: {
      code: "forbidden",
      detail: "The API key may not be used from 198.51.100.1.",
    },
  });
});

test("calls from a wrong address are counted like those with a wrong key", async () => {
  const { key } = await create({ allowedAddresses: ["203.0.113.0/24"] });
  const from = "198.51.100.77";
  const statuses = new Set<number>();
  for (let call = 0; call < 61; call++) statuses.add((await get(key, { from })).status);
  expect([...statuses]).toEqual([403, 429]);
});

test("what is revoked in one process is refused in the other within a second", async () => {
  const { key, id } = await create();
  const both = () =>
    Promise.all([url, other.url].map(async (at) => (await get(key, { at })).status));
  expect(await both()).toEqual([200, 200]);
  await app.as().keys.revoke({ id });
  const revokedAt = performance.now();
  await expect.poll(both, { interval: 20, timeout: 5000 }).toEqual([401, 401]);
  expect(performance.now() - revokedAt).toBeLessThan(1000);
});

test("the old and the new key of a rotation share one quota and one memory of requests", async () => {
  const { key: old, id } = await create({ scopes: ["orders:write"] });
  const { key: next } = await app.as().keys.rotate({ id });
  const { sku } = await app.sell(10);
  const order = (key: string) =>
    send(url, {
      ...{ method: "POST", path: "/api/v2/orders", key },
      body: { email: "ann@example.com", lines: [{ sku, quantity: 1 }] },
      headers: { "Idempotency-Key": "the-same", "X-Forwarded-For": "203.0.113.7" },
    });
  const [first, second] = [await order(old), await order(next)];
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  const left = ({ headers }: typeof first) => /r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1];
  expect(Number(left(first)) - Number(left(second))).toBe(1);
});

test("the command line makes a key that ends, lists it and rotates it", async () => {
  const cli = async (...words: string[]) => {
    const printed: string[] = [];
    const { command, args } = readCommand(["keys", ...words]);
    const { product, env } = app;
    const print = (text: string) => void printed.push(text);
    const tools = { env: loadEnv(env), url: product.db.url, product: async () => product };
    await command.run({ ...tools, print, note: print }, args);
    return printed.join("\n");
  };
  const flags = ["--name", "nightly", "--scopes", "orders:read"];
  await expect(cli("create", ...flags, "--expires", "soon")).rejects.toThrow(
    "such as 90, or never",
  );
  const old = await cli("create", ...flags, "--expires", "90");
  expect((await get(old)).status).toBe(200);
  const listed = (await cli("list")).split("\n").find((line) => line.endsWith("nightly"));
  const [id = "", state, hint] = listed?.split("\t") ?? [];
  expect([state, hint]).toEqual(["active", `cdk_live_…${old.slice(-4)}`]);
  const next = await cli("rotate", id, "--overlap", "0");
  expect((await get(next)).status).toBe(200);
  await until("the old key is refused", async () => (await get(old)).status === 401, 2000);
});

test("who last used a key is written off the way of the call", async () => {
  const { key, id } = await create();
  const headers = { "User-Agent": "tills/2.1", "X-Forwarded-For": "203.0.113.9" };
  await send(other.url, { method: "GET", path: "/api/v2/orders", key, headers });
  await other.end("SIGTERM");
  expect(await app.as().keys.get({ id })).toMatchObject({
    lastUsedAddress: "203.0.113.9",
    lastUsedAgent: "tills/2.1",
  });
});
