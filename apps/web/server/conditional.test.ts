import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Answer, send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let urls: string[];
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  urls = (await Promise.all([app.serve(), app.serve()])).map(({ url }) => url);
  key = await app.createKey();
});
afterAll(() => app.close());

test("of many changes that are based on the same state one is made, in two processes", async () => {
  const { id } = await app.sell(1);
  const path = `/api/v2/products/${id}`;
  const etag = await etagOf(path);
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      patch(path, { title: `Title ${index}` }, { "If-Match": etag }, urls[index % 2]),
    ),
  );
  const made = answers.filter(({ status }) => status === 200);
  expect(made).toHaveLength(1);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
  const kept = await get(path);
  expect(kept.body).toEqual(made[0]?.body);
  expect(await rowVersion(id)).toBe(2);
});

test("a change that nobody announced is seen too", async () => {
  const { id, sku } = await app.sell(5);
  const path = `/api/v2/products/${id}`;
  const etag = await etagOf(path);
  await send(urls[0] ?? "", {
    ...{ method: "PUT", path: `/api/v2/inventory/${sku}`, key },
    body: { stocked: 4 },
  });
  const refused = await patch(path, { title: "Late" }, { "If-Match": etag });
  expect(refused).toMatchObject({ status: 412, body: { code: "precondition_failed" } });
  expect(refused.headers.get("etag")).toBe(await etagOf(path));
  expect((await get(path)).body).toMatchObject({ title: sku });
});

test("each version has its own tags, and keeps to them", async () => {
  const { id } = await app.sell(1);
  const old = `/api/v1/products/${id}`;
  const etag = await etagOf(old);
  expect(etag).not.toBe(await etagOf(`/api/v2/products/${id}`));
  const other = await patch(`/api/v2/products/${id}`, { title: "A" }, { "If-Match": etag });
  expect(other.status).toBe(412);
  expect((await patch(old, { title: "A" }, { "If-Match": etag })).status).toBe(200);
});

test("two keys share a tag, and a 304 costs no quota", async () => {
  const { id } = await app.sell(1);
  const path = `/api/v2/products/${id}`;
  const options = { name: "small", scopes: ["products:read"], limits: { perMinute: 2 } };
  const { key: small } = await app.as().keys.create(options);
  const headers = { "If-None-Match": await etagOf(path) };
  for (let turn = 0; turn < 5; turn++) {
    const url = urls[0] ?? "";
    const answer = await send(url, { method: "GET", path, key: small, headers });
    expect(answer).toMatchObject({ status: 304, body: undefined });
    expect(answer.headers.get("ratelimit")).toMatch(/;r=2;/);
  }
});

test("a repeated request gets its answer, though the state has moved on by it", async () => {
  const made = await send(urls[0] ?? "", {
    ...{ method: "POST", path: "/api/v2/orders", key },
    body: { email: "a@example.com", lines: [{ sku: (await app.sell(1)).sku, quantity: 1 }] },
  });
  const { id } = made.body as { id: string };
  const cancel = () =>
    send(urls[0] ?? "", {
      ...{ method: "POST", path: `/api/v2/orders/${id}/cancel`, key, body: {} },
      headers: { "Idempotency-Key": `cancel ${id}`.replace(" ", "-") },
    });
  const [first, second] = [await cancel(), await cancel()];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  expect(second.body).toEqual(first.body);
});

function get(path: string): Promise<Answer> {
  return send(urls[0] ?? "", { method: "GET", path, key });
}

async function etagOf(path: string): Promise<string> {
  return (await get(path)).headers.get("etag") ?? "";
}

function patch(path: string, body: object, headers: Record<string, string>, url = urls[0]) {
  return send(url ?? "", { method: "PATCH", path, key, body, headers });
}

async function rowVersion(id: string): Promise<number | undefined> {
  const row = await app.product.db.prisma.product.findUnique({ where: { id } });
  return row?.version;
}
