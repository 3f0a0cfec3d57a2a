import { traceIdOf } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callTool } from "./testing/mcp-client.ts";
import { type Call, send } from "./testing/rest-client.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTrpc } from "./testing/trpc-client.ts";

let app: TestApp;
let server: ServerProcess;
beforeAll(async () => {
  app = await startTestApp();
  server = await app.serve({ TRUST_PROXY: "1" });
});
afterAll(() => app.close());

/** The records of a request, once they are written. */
async function recordsOf(requestId: string | null, count = 1) {
  const where = { requestId: requestId ?? "" };
  const find = () => app.product.db.prisma.requestLog.findMany({ where, orderBy: { id: "asc" } });
  await expect.poll(async () => (await find()).length, { timeout: 10_000 }).toBe(count);
  return find();
}

async function recordOf(call: Call) {
  const { headers } = await send(server.url, call);
  const [record] = await recordsOf(headers.get("x-request-id"));
  return record;
}

test("a call of a partner's program is told of with who, what, how long and how much", async () => {
  const partnerId = await app.createPartner();
  const key = await app.createKey({ partnerId });
  const { id: keyId } = await app.product.db.prisma.apiKey.findFirstOrThrow({
    where: { partnerId },
  });
  const { id } = await app.sell(1);
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  const headers = {
    "User-Agent": `erp/1 (jane@example.com) ${"x".repeat(300)}`,
    "X-Forwarded-For": "203.0.113.77",
    traceparent: `00-${trace}-00f067aa0ba902b7-01`,
  };
  const record = await recordOf({
    method: "GET",
    path: `/api/v1/products/${id}?currency=EUR`,
    key,
    headers,
  });
  expect(record).toMatchObject({
    ...{ transport: "rest", operation: "products.get", version: "v1", traceId: trace },
    ...{ principalKind: "apiKey", principalId: keyId, partnerId },
    ...{ method: "GET", route: "/products/{id}", path: `/api/v1/products/${id}` },
    ...{ status: 200, errorCode: null, ip: "203.0.113.0", bytesIn: 0, replayed: false },
    ...{ userAgent: `erp/1 (‹address›) ${"x".repeat(200 - 25)}` },
  });
  const { durationUs = 0, authUs, limitUs, parseUs, databaseUs, renderUs, bytesOut } = record ?? {};
  const parts = [authUs, limitUs, parseUs, databaseUs, renderUs].map((part) => part ?? Number.NaN);
  expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(durationUs);
  expect(databaseUs).toBeGreaterThan(100);
  expect(bytesOut).toBeGreaterThan(400);
});

test("without a trace of the caller's the request's id begins one", async () => {
  const record = await recordOf({
    method: "GET",
    path: "/livez-not",
    headers: { traceparent: "00-1" },
  });
  expect(record?.traceId).toBe(traceIdOf(record?.requestId ?? ""));
});

test("who is refused is told of: a stranger as nobody, a known key as itself", async () => {
  const path = "/api/v2/products";
  expect(await recordOf({ method: "GET", path })).toMatchObject({
    ...{ operation: "products.list", principalId: null, status: 401, errorCode: "unauthenticated" },
  });
  const expiring = await app.as().keys.create({ name: "old", scopes: ["products:read"] });
  await app.product.db.prisma.apiKey.update({
    where: { id: expiring.id },
    data: { expiresAt: new Date(1000) },
  });
  expect(await recordOf({ method: "GET", path, key: expiring.key })).toMatchObject({
    ...{ principalId: expiring.id, status: 401, errorCode: "unauthenticated" },
  });
  const ended = await app.as().keys.create({ name: "ended", scopes: ["products:read"] });
  await app.as().keys.revoke({ id: ended.id });
  expect(await recordOf({ method: "GET", path, key: ended.key })).toMatchObject({
    ...{ principalKind: "apiKey", principalId: ended.id, status: 401 },
  });
  const partnerId = await app.createPartner();
  const key = await app.createKey({ partnerId });
  await app.product.db.prisma.partner.update({
    where: { id: partnerId },
    data: { status: "suspended" },
  });
  expect(await recordOf({ method: "GET", path, key })).toMatchObject({ partnerId, status: 401 });
  const narrow = await app.createKey({ scopes: ["orders:read"] });
  expect(await recordOf({ method: "GET", path, key: narrow })).toMatchObject({
    ...{ principalKind: "apiKey", status: 403, errorCode: "forbidden", operation: "products.list" },
  });
});

test("a program that asks for a token is told of, also where it is refused", async () => {
  const partnerId = await app.createPartner();
  const grants = ["client_credentials" as const];
  const fields = { name: "ERP", partnerId, grants, scopes: ["products:read"] };
  const { id, secret } = await app.as().clients.create(fields);
  const ask = async (
    endpoint: string,
    { body = {}, headers = {} }: { body?: object; headers?: Record<string, string> },
  ) => {
    const url = `${server.url}/oauth/${endpoint}`;
    const text = new URLSearchParams({ ...body });
    const answer = await fetch(url, { method: "POST", body: text, headers });
    const [record] = await recordsOf(answer.headers.get("x-request-id"));
    return [answer.status, record?.operation, record?.principalId, record?.partnerId];
  };
  const basic = { Authorization: `Basic ${btoa(`${id}:${secret}`)}` };
  const own = { client_id: id, client_secret: secret };
  const grant = { grant_type: "client_credentials" };
  expect(await ask("token", { headers: basic, body: grant })).toEqual([
    ...[200, "oauth.token", id, partnerId],
  ]);
  for (const endpoint of ["revoke", "introspect"])
    expect(await ask(endpoint, { body: { ...own, token: "x" } })).toEqual([
      ...[200, `oauth.${endpoint}`, id, partnerId],
    ]);
  expect(
    (await ask("token", { headers: basic, body: { grant_type: "none" } })).slice(0, 3),
  ).toEqual([...[400, "oauth.token", id]]);
  const encoded = { Authorization: `Basic ${btoa(`${id}:${secret}`.replaceAll("_", "%5F"))}` };
  await app.as().clients.revoke({ id });
  for (const headers of [basic, encoded])
    expect(await ask("token", { headers, body: grant })).toEqual([
      ...[401, "oauth.token", id, partnerId],
    ]);
  for (const name of ["cli_01kjm9x0000000000000000001", "\0", "https://x"])
    expect((await ask("token", { body: { ...grant, client_id: name } }))[2]).toBeNull();
});

test("whoever knows a program's id alone fills nobody's log, and the shop sees whom was named", async () => {
  const partnerId = await app.createPartner();
  const { id, secret } = await app.as().clients.create({
    ...{ name: "ERP", partnerId, grants: ["client_credentials"], scopes: ["products:read"] },
  });
  const other = await app.as().clients.create({
    ...{ name: "Other", grants: ["client_credentials"], scopes: ["products:read"] },
  });
  const named = { client_id: id, grant_type: "client_credentials" };
  const basic = (text: string) => ({ Authorization: `Basic ${btoa(text)}` });
  // The provider knows the program when it refuses this one, and has not seen its secret.
  const attested = { "OAuth-Client-Attestation-Pop": "x" };
  const guessed = `${secret?.slice(0, -1)}${secret?.endsWith("0") ? "1" : "0"}`;
  const attempts: [string, object, Record<string, string>, number][] = [
    ["token", named, {}, 401],
    ["token", { ...named, client_secret: guessed }, {}, 401],
    ["token", { ...named, client_secret: other.secret }, {}, 401],
    ["token", named, attested, 400],
    ["token", named, basic(`${other.id}:${other.secret}`), 400],
    ["token", { grant_type: "client_credentials" }, basic(`${id}:${guessed}`), 401],
    ["introspect", { client_id: id, token: "x" }, {}, 401],
    ["revoke", { client_id: id, token: "x" }, {}, 401],
    ["par", { client_id: id }, {}, 401],
  ];
  for (const [endpoint, body, headers, status] of attempts) {
    const url = `${server.url}/oauth/${endpoint}`;
    const text = new URLSearchParams({ ...body });
    const answer = await fetch(url, { method: "POST", body: text, headers });
    expect(answer.status).toBe(status);
    const [record] = await recordsOf(answer.headers.get("x-request-id"));
    expect(record).toMatchObject({
      ...{ operation: `oauth.${endpoint}`, principalKind: null, principalId: null },
      ...{ partnerId: null, status },
    });
    const { detail } = await app.as().logs.get({ requestId: record?.requestId ?? "" });
    expect(detail?.requestBody).toContain(`in the name of ${id}`);
  }
  const asked = await send(server.url, { method: "GET", path: `/oauth/authorize?client_id=${id}` });
  const [record] = await recordsOf(asked.headers.get("x-request-id"));
  expect(record).toMatchObject({ operation: "oauth.authorize", principalId: null, status: 400 });
  const { detail } = await app.as().logs.get({ requestId: record?.requestId ?? "" });
  expect(detail?.requestBody).toBe(`‹in the name of ${id}›`);
});

test("scanners are told of, and what may be of a person in their paths is not", async () => {
  const record = await recordOf({
    method: "GET",
    path: "/wp-admin/jane.doe@example.com/setup.php?x=1",
  });
  expect(record).toMatchObject({
    ...{ transport: "other", operation: null, route: null, principalId: null, status: 404 },
    ...{ path: "/wp-admin/‹text, 20 characters›/setup.php", errorCode: "not_found" },
  });
});

test("a repeated command says that it was answered before", async () => {
  const key = await app.createKey();
  const headers = { "Idempotency-Key": "the-same" };
  const body = { email: "twice@example.com" };
  const call = { method: "POST", path: "/api/v2/customers", key, headers, body };
  const first = await recordOf(call);
  expect(first).toMatchObject({ status: 201, replayed: false, replayOf: null });
  const second = await recordOf(call);
  expect(second).toMatchObject({ status: 201, replayed: true, operation: "customers.create" });
  expect(second?.replayOf).toBe(first?.requestId);
  expect(second?.bytesIn).toBe(JSON.stringify(body).length);
});

test("a batch is a record for each of its procedures", async () => {
  const { cookie, userId } = await app.signIn();
  const path = "products.list,orders.get,me.get";
  const input = { 0: {}, 1: { id: "ord_01kjm9x0000000000000000001" }, 2: {} };
  const { headers } = await callTrpc(server.url, { path, cookie, input, query: "batch=1" });
  const records = await recordsOf(headers.get("x-request-id"), 3);
  const byOperation = records.toSorted((a, b) =>
    (a.operation ?? "") < (b.operation ?? "") ? -1 : 1,
  );
  expect(byOperation).toMatchObject([
    { operation: "me.get", status: 200, principalId: userId, transport: "trpc" },
    { operation: "orders.get", status: 404, errorCode: "not_found" },
    { operation: "products.list", status: 200, errorCode: null, version: null },
  ]);
  expect(records.filter(({ bytesOut }) => bytesOut > 0)).toHaveLength(1);
});

test("a call without a session names the procedure that was asked for", async () => {
  const { headers } = await callTrpc(server.url, { path: "products.list", input: {} });
  const [record] = await recordsOf(headers.get("x-request-id"));
  expect(record).toMatchObject({
    ...{ operation: "products.list", status: 401, errorCode: "unauthenticated", principalId: null },
  });
});

test("a tool that fails is told of with its own status", async () => {
  const key = await app.createKey();
  const args = { id: "ord_01kjm9x0000000000000000001" };
  expect((await callTool(server.url, { name: "orders_get", args, key })).isError).toBe(true);
  const find = () => app.product.db.prisma.requestLog.findFirst({ where: { transport: "mcp" } });
  await expect.poll(find, { timeout: 10_000 }).toMatchObject({
    ...{ operation: "orders.get", status: 404, errorCode: "not_found", version: "v2" },
    ...{ principalKind: "apiKey", route: "/orders/{id}", path: "/mcp" },
  });
});

test("a webhook that is let in is its connector's, one that is not is nobody's", async () => {
  const path = "/api/webhooks/stripe";
  expect(await recordOf({ method: "POST", path, body: {} })).toMatchObject({
    ...{ transport: "webhook", status: 422, principalId: null, path, bytesIn: 2 },
  });
});

test("a token that was not to be had, files that are not there, and probes", async () => {
  const refused = { method: "POST", path: "/oauth/token", body: { grant_type: "x" } };
  expect(await recordOf(refused)).toMatchObject({ transport: "oauth", operation: "oauth.token" });
  expect(await recordOf({ method: "GET", path: "/files/nothing" })).toMatchObject({
    ...{ transport: "file", status: 404, errorCode: "not_found" },
  });
  await fetch(`${server.url}/livez`);
  await app.product.requests.flush();
  expect(await app.product.db.prisma.requestLog.count({ where: { path: "/livez" } })).toBe(0);
});
