import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sendMcp } from "./testing/mcp-client.ts";
import { send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
let otherUrl: string;

beforeAll(async () => {
  app = await startTestApp({ TRUST_PROXY: "true" });
  [{ url }, { url: otherUrl }] = await Promise.all([app.serve(), app.serve()]);
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
    Promise.all([url, otherUrl].map(async (at) => (await get(key, { at })).status));
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

test("who last used a key is written off the way of the call", async () => {
  const { key, id } = await create();
  const server = await app.serve();
  const headers = { "User-Agent": "tills/2.1", "X-Forwarded-For": "203.0.113.9" };
  await send(server.url, { method: "GET", path: "/api/v2/orders", key, headers });
  await server.end("SIGTERM");
  expect(await app.as().keys.get({ id })).toMatchObject({
    lastUsedAddress: "203.0.113.9",
    lastUsedAgent: "tills/2.1",
  });
});
