import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { exchange, request, statusesIn } from "./testing/raw-http.ts";
import { type Call, send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
let key: string;

beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve());
  key = await app.createKey();
});
afterAll(() => app.close());

test("HEAD has the headers of GET and no body", async () => {
  const { id } = await app.sell(3);
  const path = `/api/v1/products/${id}`;
  const headers = { Authorization: `Bearer ${key}` };
  const [got, head] = await Promise.all([
    fetch(`${url}${path}`, { headers }),
    fetch(`${url}${path}`, { headers, method: "HEAD" }),
  ]);
  expect(head.status).toBe(200);
  expect(head.headers.get("content-length")).toBe(got.headers.get("content-length"));
  expect(await head.text()).toBe("");
  const missing = await fetch(`${url}/api/v1/products/nothing`, { headers, method: "HEAD" });
  expect(missing.status).toBe(404);
});

test("OPTIONS tells what a path takes, another method is told too", async () => {
  const options = await fetch(`${url}/api/v1/products/x`, { method: "OPTIONS" });
  expect(options.status).toBe(204);
  const allow = options.headers.get("allow")?.split(", ").sort();
  expect(allow).toEqual(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH"]);
  const put = await call({ method: "PUT", path: "/products/x", body: {} });
  expect(put).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
  expect(put.headers.get("allow")).toBe(options.headers.get("allow"));
});

test("a body has at most a megabyte", async () => {
  const text = JSON.stringify({ email: "big@example.com" });
  const post = (bytes: number) =>
    fetch(`${url}/api/v1/customers`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: text + " ".repeat(bytes - text.length),
    });
  const statuses = [];
  for (const bytes of [1_048_575, 1_048_576, 1_048_577]) statuses.push((await post(bytes)).status);
  expect(statuses).toEqual([201, 409, 413]);
});

test("a body that lies about its length takes nothing down", async () => {
  const head = (length: number) =>
    `POST /api/v1/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
  expect(statusesIn(await exchange(url, `${head(10)}{"email":"lie@example.com"}`))[0]).toBe(400);
  expect((await call({ method: "GET", path: "/me" })).status).toBe(200);
});

test.each([
  ["broken JSON", "{", "application/json", 400],
  ["no object", "[]", "application/json", 422],
  [
    "a member named twice",
    '{"email":"a@example.com","email":"b@example.com"}',
    "application/json",
    400,
  ],
  ["NUL in a text", '{"email":"n@example.com","name":"a\\u0000b"}', "application/json", 400],
  [
    "half of a surrogate pair",
    '{"email":"s@example.com","name":"\\ud800"}',
    "application/json",
    400,
  ],
  [
    "a way into the prototype",
    '{"email":"p@example.com","__proto__":{"x":1}}',
    "application/json",
    400,
  ],
  ["another media type", "email=x", "text/plain", 415],
])("%s", async (_, body, type, status) => {
  const response = await fetch(`${url}/api/v1/customers`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": type },
    body,
  });
  expect(await response.json()).toMatchObject({ status });
  expect(Object.prototype).not.toHaveProperty("x");
});

test("a quota is counted down, and used up", async () => {
  const options = { name: "small", scopes: ["products:read"], limits: { perMinute: 2 } };
  const { key: small } = await app.as().keys.create(options);
  const path = "/api/v1/products";
  const one = () => send(url, { method: "GET", path, key: small });
  expect((await one()).headers.get("ratelimit")).toMatch(/;r=1;/);
  expect((await one()).headers.get("ratelimit")).toMatch(/;r=0;/);
  const refused = await one();
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("an address that guesses keys has to wait, whatever it writes before our proxy's entry", async () => {
  const { url } = await app.serve({ TRUST_PROXY: "true" });
  let invented = 0;
  const from = (address: string, key: string) =>
    send(url, {
      ...{ method: "GET", path: "/api/v1/me", key },
      headers: { "X-Forwarded-For": `10.0.0.${invented++}, ${address}` },
    });
  const guesses = await Promise.all(
    [...Array(60)].map(() => from("203.0.113.9", "cdk_live_guess")),
  );
  expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401]));
  for (const key of ["cdk_live_guess", await app.createKey()]) {
    const refused = await from("203.0.113.9", key);
    expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  expect((await from("203.0.113.10", await app.createKey())).status).toBe(200);
});

test("a revoked key and a suspended partner's are refused within a second", async () => {
  const partnerId = await app.createPartner();
  const scopes = ["products:read"];
  const made = await app.as().keys.create({ name: "to revoke", scopes });
  const theirs = await app.createKey({ partnerId, scopes });
  for (const key of [made.key, theirs]) expect(await statusWith(key)).toBe(200);
  await app.as().keys.revoke({ id: made.id });
  await app.as().partners.update({ id: partnerId, status: "suspended" });
  const since = performance.now();
  while ((await statusWith(made.key)) === 200 || (await statusWith(theirs)) === 200) {
    expect(performance.now() - since).toBeLessThan(3000);
  }
  expect(await statusWith(made.key)).toBe(401);
  expect(await statusWith(theirs)).toBe(401);
});

test("what is at no path is a problem too", async () => {
  for (const path of ["/api/v1/nothing", "/api/nothing", "/api/trpc", "/api/", "/nothing"]) {
    const answer = await send(url, { method: "GET", path, key });
    expect(answer, path).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
  const received = await exchange(
    url,
    request("/api/v1/products/%E0%A4", {
      headers: [`X-API-Key: ${key}`],
    }),
  );
  expect(statusesIn(received)).toEqual([400]);
});

function call(request: Omit<Call, "key">) {
  return send(url, { ...request, path: `/api/v1${request.path}`, key });
}

async function statusWith(key: string): Promise<number> {
  return (await send(url, { method: "GET", path: "/api/v1/products", key })).status;
}
