import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createTestProduct,
  type LoopbackApi,
  startLoopbackApi,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

let product: TestProduct;
let api: LoopbackApi;
beforeAll(async () => {
  [product, api] = await Promise.all([createTestProduct(), startLoopbackApi()]);
});
beforeEach(() => {
  api.seen.length = 0;
});
afterAll(() => Promise.all([product.close(), api.close()]));

let count = 0;
const connect = (more: object = {}) =>
  product.as().connections.create({
    name: `Parcels ${count++}`,
    documentUrl: `${api.url}/openapi.json`,
    auth: { kind: "none" },
    ...more,
  });

test("an API is connected by the address of its document, and tells what it offers", async () => {
  const made = await connect();
  expect(made).toMatchObject({
    ...{ baseUrl: `${api.url}/v1`, documentTitle: "Parcels", secret: "not needed", changes: [] },
  });
  const { data } = await product.as().connections.operations({ id: made.id });
  expect(data.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /parcels",
    "POST /parcels",
    "DELETE /parcels/{id}",
  ]);
  const post = { id: made.id, method: "POST", path: "/parcels" } as const;
  const { body } = await product.as().connections.operation(post);
  expect(body?.fields.map(({ path, required }) => [path.join("."), required])).toEqual([
    ["reference", true],
    ["to.email", true],
    ["to.city", false],
    ["items", false],
  ]);
  expect(body?.example).toMatchObject({ reference: "1001", to: { email: "zoe@example.com" } });
});

test("a live test sends what is shown, with the credential that is shown to nobody", async () => {
  const auth = { kind: "header", header: "X-API-Key" } as const;
  const { id, secret } = await connect({ auth, secret: "very-secret-key" });
  expect(secret).toBe("set");
  api.answerWith({ status: 201, body: { echo: "very-secret-key" } });
  const values = {
    query: { dry: "1" },
    body: { reference: "1001", to: { email: "zoe@example.com" } },
  };
  const tested = await product
    .as()
    .connections.test({ id, method: "POST", path: "/parcels", values });
  expect(tested.request).toEqual({
    ...{ method: "POST", url: `${api.url}/v1/parcels?dry=1`, body: JSON.stringify(values.body) },
    headers: { accept: "application/json", "content-type": "application/json" },
  });
  expect(tested.answer).toMatchObject({ status: 201, failure: null });
  expect(api.seen).toMatchObject([
    { method: "POST", path: "/v1/parcels?dry=1", headers: { "x-api-key": "very-secret-key" } },
  ]);
  expect(JSON.stringify(tested)).not.toContain("very-secret-key");
  const { data } = await product.as().audit.list({ targetId: id });
  expect(data.map(({ action }) => action)).toContain("connections.test");
});

test("no answer is a sentence, not an error", async () => {
  const { id } = await connect({ baseUrl: "http://127.0.0.1:9" });
  const { answer } = await product
    .as()
    .connections.test({ id, method: "GET", path: "/", values: {} });
  expect(answer).toMatchObject({ status: null, failure: "The other side could not be reached." });
});

test("a secret is for its host: with another address it must be entered anew", async () => {
  const { id } = await connect({ auth: { kind: "bearer" }, secret: "token-for-parcels" });
  const { update } = product.as().connections;
  const elsewhere = { id, baseUrl: "https://evil.example/v1" };
  await expect(update(elsewhere)).rejects.toThrow(/anew/);
  // The same host may be told at another path.
  expect(await update({ id, baseUrl: `${api.url}/v2` })).toMatchObject({ secret: "set" });
  expect(await update({ ...elsewhere, secret: "another-token" })).toMatchObject({ secret: "set" });
  expect(await update({ id, auth: { kind: "basic", username: "u" } })).toMatchObject({
    secret: "missing",
  });
});

test("a secret of OAuth's is for both hosts that are told something", async () => {
  const auth = { kind: "oauth2", tokenUrl: `${api.url}/token`, clientId: "c", scope: "" } as const;
  const { id } = await connect({ auth, secret: "client-secret" });
  const tokenUrl = "https://evil.example/token";
  const { update } = product.as().connections;
  await expect(update({ id, auth: { ...auth, tokenUrl } })).rejects.toThrow(/anew/);
});

test("a refreshed document tells what it says otherwise, and which mappings call that", async () => {
  const { id } = await connect();
  await product.as().mappings.create({
    name: "Calls back",
    definition: {
      ...{ direction: "out", event: "order.canceled", connectionId: id },
      ...{ method: "DELETE", path: "/parcels/{id}" },
    },
  });
  const { "/parcels/{id}": gone, ...paths } = api.document.paths;
  api.document.paths = { ...paths, "/depots": { get: { summary: "List depots" } } };
  const refreshed = await product.as().connections.refresh({ id });
  api.document.paths = { ...paths, "/parcels/{id}": gone };
  expect(refreshed.changes).toEqual([
    { method: "DELETE", path: "/parcels/{id}", change: "removed", usedBy: ["Calls back"] },
    { method: "GET", path: "/depots", change: "added", usedBy: [] },
  ]);
  const { data } = await product.as().connections.operations({ id });
  expect(data.map(({ path }) => path)).toContain("/depots");
});

test("one that a mapping calls is removed after the mapping", async () => {
  const { id } = await connect();
  const { connections, mappings } = product.as();
  const definition = {
    ...{ direction: "out" as const, event: "order.canceled" as const, connectionId: id },
    ...{ method: "DELETE" as const, path: "/parcels/{id}" },
  };
  const mapping = await mappings.create({ name: "Takes back", definition });
  const before = await connections.get({ id });
  await expect(connections.remove({ id })).rejects.toMatchObject({
    message: "The mapping Takes back uses it: change or remove it first.",
    cause: { code: "conflict" },
  });
  expect(await connections.get({ id })).toEqual(before);
  await mappings.remove({ id: mapping.id });
  expect(await connections.remove({ id })).toEqual({ id });
});

test.each([
  ["no address at all", { documentUrl: undefined }, /base address/],
  [
    "an address that is no document",
    { documentUrl: "http://127.0.0.1:9/" },
    /could not be reached/,
  ],
  ["plain http to elsewhere", { baseUrl: "http://example.com" }, /https/],
  ["a query in the base address", { baseUrl: "https://example.com/?key=1" }, /Leave out/],
  ["a document that is none", { documentUrl: undefined, document: "hello" }, /OpenAPI/],
])("%s is refused with the mend", async (_, more, message) => {
  await expect(connect(more)).rejects.toThrow(message);
});

test("a developer looks, and changes and tests nothing", async () => {
  const { id } = await connect();
  const { connections } = product.as(userOf("developer"));
  expect((await connections.get({ id })).id).toBe(id);
  const call = { id, method: "GET", path: "/parcels", values: {} } as const;
  await expect(connections.test(call)).rejects.toThrow(/connectors:write/);
  await expect(connections.remove({ id })).rejects.toThrow(/connectors:write/);
  await product.as().connections.remove({ id });
  await expect(connections.get({ id })).rejects.toThrow(/no connection/);
});
