import {
  type IdentityProvider,
  startIdentityProvider,
} from "@crossdock/identity/testing/identity-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

let app: TestApp;
let url: string;
let provider: IdentityProvider;
let issuerId: string;
let partnerId: string;
beforeAll(async () => {
  app = await startTestApp();
  provider = await startIdentityProvider();
  url = (await app.serve()).url;
  partnerId = await app.createPartner();
  const issuer = await app.as().issuers.create({
    ...{ name: "Corporate login", issuer: provider.issuer, jwksUrl: provider.jwksUrl },
    ...{ audience: "shop", partnerId, limits: { perMinute: 50 } },
    rules: [{ claim: "groups", value: "buyers", scopes: ["products:read", "orders:read"] }],
  });
  issuerId = issuer.id;
});
afterAll(async () => {
  await provider.close();
  await app.close();
});

const token = (more: object = {}) => {
  const exp = Math.floor(Date.now() / 1000) + 600;
  return provider.sign({
    iss: provider.issuer,
    aud: "shop",
    sub: "ann",
    groups: ["buyers"],
    exp,
    ...more,
  });
};
const get = (path: string, key: string) => send(url, { method: "GET", path, key });

test("a token of a trusted issuer is a credential like any other", async () => {
  const me = await get("/api/v2/me", token());
  expect(me).toMatchObject({ status: 200, body: { kind: "external", id: `${issuerId}:ann` } });
  expect(me.headers.get("ratelimit-policy")).toBe(`"default";q=50;w=60`);
  expect((await get("/api/v2/orders", token())).body).toMatchObject({ data: [] });
  const foreign = await app.as().orders.create({
    ...{ email: "a@example.com", lines: [{ sku: (await app.sell(1)).sku, quantity: 1 }] },
    payment: { provider: "manual" },
  });
  expect((await get(`/api/v2/orders/${foreign.id}`, token())).status).toBe(404);
  expect((await get("/api/v2/customers", token())).status).toBe(403);
});

test("each subject has quotas of its own", async () => {
  const before = (await get("/api/v2/me", token({ sub: "bob" }))).headers.get("ratelimit");
  expect(before).toMatch(/r=49;/);
});

test("a token that is not taken says why, and says so in the challenge", async () => {
  const { status, headers, body } = await get("/api/v2/me", token({ aud: "other" }));
  expect({ status, body }).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
  expect(JSON.stringify(body)).toContain("audience");
  expect(headers.has("ratelimit")).toBe(false);
});

test("an issuer that is switched off is refused within a second", async () => {
  expect((await get("/api/v2/me", token())).status).toBe(200);
  await app.as().issuers.update({ id: issuerId, enabled: false });
  const started = performance.now();
  await until("it is refused", async () => (await get("/api/v2/me", token())).status === 401);
  expect(performance.now() - started).toBeLessThan(2500);
  await app.as().issuers.update({ id: issuerId, enabled: true });
  await until("it is taken", async () => (await get("/api/v2/me", token())).status === 200);
});

test("keys that cannot be fetched are a 503 and no fault of the caller's", async () => {
  const other = await startIdentityProvider();
  await app.as().issuers.create({
    ...{ name: "Gone", issuer: other.issuer, jwksUrl: other.jwksUrl, audience: "shop", rules: [] },
  });
  const exp = Math.floor(Date.now() / 1000) + 600;
  const signed = other.sign({ iss: other.issuer, aud: "shop", sub: "ann", exp });
  await other.close();
  const { status, headers } = await get("/api/v2/me", signed);
  expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
});
