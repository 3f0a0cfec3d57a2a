import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Call, send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const origin = "https://app.example";
let app: TestApp;
let url: string;
let key: string;
beforeAll(async () => {
  app = await startTestApp({ CORS_ORIGINS: `https://other.example, ${origin}` });
  ({ url } = await app.serve());
  key = await app.createKey();
});
afterAll(() => app.close());

test("an order has the shape of the version that asks", async () => {
  const { sku } = await app.sell(10, 1250);
  const body = {
    email: "v2@example.com",
    lines: [{ sku, quantity: 2 }],
    payment: { provider: "manual" },
  };
  const made = await call({ method: "POST", path: "/api/v2/orders", body });
  const money = { amount: 2500, currency: "EUR" };
  expect(made).toMatchObject({
    status: 201,
    body: {
      total: money,
      lines: [{ sku, quantity: 2, unitPrice: { amount: 1250, currency: "EUR" }, total: money }],
      payments: [{ provider: "manual", amount: money }],
    },
  });
  const { id } = made.body as { id: string };
  expect(made.headers.get("location")).toBe(`/api/v2/orders/${id}`);
  const old = await call({ method: "GET", path: `/api/v1/orders/${id}` });
  expect(old.body).toMatchObject({
    ...{ currency: "EUR", total: 2500 },
    items: [{ sku, unitPrice: 1250, total: 2500 }],
    payments: [{ provider: "manual", amount: 2500, currency: "EUR" }],
  });
  expect(old.body).not.toHaveProperty("lines");
});

test("v1 names the places of its own input in an error", async () => {
  const items = [{ sku: "there is none", quantity: 1 }];
  const refused = await call({
    ...{ method: "POST", path: "/api/v1/orders" },
    body: { email: "a@example.com", items },
  });
  expect(refused.body).toMatchObject({ status: 422, errors: [{ pointer: "#/items/0/sku" }] });
});

test("/api takes the version of the header, of the key's pin, or the newest", async () => {
  const versionOf = async (headers: Record<string, string>, with_ = key) => {
    const answer = await send(url, { method: "GET", path: "/api/me", key: with_, headers });
    expect(answer.status).toBe(200);
    return answer.headers.get("api-version");
  };
  expect(await versionOf({})).toBe("v2");
  expect(await versionOf({ "Api-Version": "v1" })).toBe("v1");
  const scopes = ["products:read"];
  const pinned = await app.as().keys.create({ name: "pinned", scopes, apiVersion: "v1" });
  expect(await versionOf({}, pinned.key)).toBe("v1");
  expect(await versionOf({ "Api-Version": "v2" }, pinned.key)).toBe("v2");
  await app.as().keys.pin({ id: pinned.id, apiVersion: null });
  await until("unpinned", async () => (await versionOf({}, pinned.key)) === "v2");
});

test("a version that is not there is a 400 that lists those that are", async () => {
  for (const [path, headers] of [
    ["/api/v9/products", {}],
    ["/api/products", { "Api-Version": "v9" }],
  ] as const) {
    const answer = await call({ method: "GET", path, headers: { ...headers } });
    expect(answer.body).toMatchObject({
      ...{ status: 400, code: "version_unknown", supported: ["v2", "v1"] },
    });
  }
});

test("v1 tells when it ends, v2 does not", async () => {
  const old = await call({ method: "GET", path: "/api/v1/products" });
  expect(old.headers.get("deprecation")).toMatch(/^@\d{10}$/);
  expect(old.headers.get("sunset")).toMatch(/GMT$/);
  expect(old.headers.get("link")).toContain('rel="deprecation"');
  const now = await call({ method: "GET", path: "/api/v2/products" });
  expect(now.headers.has("deprecation") || now.headers.has("sunset")).toBe(false);
});

test("a cursor of one version is good in the other", async () => {
  for (let made = 0; made < 3; made++) await app.sell(1);
  const first = await call({ method: "GET", path: "/api/v1/products?limit=2" });
  const { nextCursor } = first.body as { nextCursor: string };
  const next = await call({ method: "GET", path: `/api/v2/products?limit=2&cursor=${nextCursor}` });
  expect(next.status).toBe(200);
  expect(idsOf(next.body)).not.toEqual(expect.arrayContaining(idsOf(first.body)));
});

test("calls are counted by version, operation and key", async () => {
  const counted = await app.as().keys.create({ name: "counted", scopes: ["products:read"] });
  const get = (version: string) =>
    send(url, { method: "GET", path: `/api/${version}/products`, key: counted.key });
  await Promise.all([get("v1"), get("v1"), get("v2")]);
  const rows = () =>
    app.product.db.prisma.requestRollup.findMany({
      where: { grain: "day", level: 3, principalId: counted.id },
      orderBy: { version: "asc" },
    });
  await until("counted", async () => (await rows()).length === 2);
  expect(await rows()).toMatchObject([
    { version: "v1", operation: "products.list", count: 2, statusClass: 2 },
    { version: "v2", operation: "products.list", count: 1, statusClass: 2 },
  ]);
});

test("an operation that is switched off is a 503 within a second, and comes back", async () => {
  const get = () => call({ method: "GET", path: "/api/v2/inquiries" });
  expect((await get()).status).toBe(200);
  await app.as().operations.disable({ operation: "inquiries.list", reason: "We move." });
  await until("off", async () => (await get()).status === 503);
  const off = await get();
  expect(off.body).toMatchObject({
    code: "operation_disabled",
    detail: "inquiries.list is switched off: We move.",
  });
  expect(Number(off.headers.get("retry-after"))).toBeGreaterThan(0);
  await app.as().operations.enable({ operation: "inquiries.list" });
  await until("on", async () => (await get()).status === 200);
});

test("pages of listed origins may call, no others", async () => {
  const allowed = (from: string) =>
    call({ method: "GET", path: "/api/v2/me", headers: { Origin: from } });
  expect((await allowed(origin)).headers.get("access-control-allow-origin")).toBe(origin);
  const other = await allowed("https://evil.example");
  expect(other.headers.has("access-control-allow-origin")).toBe(false);
});

test("the catalogue leads machines to every document", async () => {
  const response = await fetch(`${url}/.well-known/api-catalog`);
  expect(response.headers.get("content-type")).toMatch(/^application\/linkset\+json/);
  const { linkset } = (await response.json()) as {
    linkset: { anchor: string; "service-desc": { href: string }[] }[];
  };
  expect(linkset.map(({ anchor }) => anchor.replace(/^.*\/api/, ""))).toEqual(["/v2", "/v1"]);
  for (const {
    "service-desc": [description],
  } of linkset) {
    const path = new URL(description?.href ?? "").pathname;
    expect((await fetch(`${url}${path}`)).status).toBe(200);
  }
});

function call(one: Call) {
  return send(url, { key, ...one });
}

function idsOf(body: unknown): string[] {
  return (body as { data: { id: string }[] }).data.map(({ id }) => id);
}
