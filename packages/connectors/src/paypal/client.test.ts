import { createHttpClient, type HttpClient } from "@crossdock/http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { paypalClient } from "./client.ts";
import { type PaypalScript, startPaypalScript } from "./testing.ts";

const now = new Date("2026-11-01T12:00:00Z");
const read = { method: "GET", path: "/v2/x", answer: z.object({ id: z.string() }) } as const;
const change = { ...read, method: "POST", body: { a: 1 }, requestId: "pay_1:create" } as const;

let script: PaypalScript;
let http: HttpClient;

beforeEach(async () => {
  script = await startPaypalScript();
  http = createHttpClient({ allowLoopback: true, now: () => now });
});

afterEach(async () => {
  await http.close();
  await script.close();
});

function connect(apiBase = script.url) {
  const client = paypalClient(http, { apiBase, clientId: "id", clientSecret: "secret" });
  return {
    read: (deadlineMs = 5000) => client.call({ ...read, deadlineMs }),
    change: (deadlineMs = 5000) => client.call({ ...change, deadlineMs }),
  };
}

const tokens = () => script.calls.filter(({ call }) => call === "POST /v1/oauth2/token");

test("a call carries the token, the key, and asks for the whole resource", async () => {
  script.answers.set("POST /v2/x", [{ status: 201, body: { id: "1" } }]);
  expect(await connect().change()).toEqual({ id: "1" });
  const [token, call] = script.calls;
  expect(token?.headers.authorization).toBe(`Basic ${btoa("id:secret")}`);
  expect(token?.body).toBe("grant_type=client_credentials");
  expect(call?.headers).toMatchObject({
    authorization: "Bearer A21",
    "paypal-request-id": "pay_1:create",
    prefer: "return=representation",
    "content-type": "application/json",
  });
  expect(call?.body).toEqual({ a: 1 });
});

test("calls that come together share one token, and later ones take it as long as it lasts", async () => {
  script.answers.set("GET /v2/x", [{ body: { id: "1" } }]);
  const { read } = connect();
  await Promise.all([read(), read(), read()]);
  await read();
  expect(tokens()).toHaveLength(1);
});

test("a token that ends within a minute is not taken again", async () => {
  const token = { body: { access_token: "short", expires_in: 59 } };
  script.answers.set("POST /v1/oauth2/token", [token]);
  script.answers.set("GET /v2/x", [{ body: { id: "1" } }]);
  const { read } = connect();
  await read();
  await read();
  expect(tokens()).toHaveLength(2);
});

test("a token that PayPal has withdrawn is replaced, once", async () => {
  const refused = { status: 401, body: { error: "invalid_token" } };
  script.answers.set("GET /v2/x", [refused, { body: { id: "1" } }]);
  const { read } = connect();
  expect(await read()).toEqual({ id: "1" });
  expect(tokens()).toHaveLength(2);
  script.answers.set("GET /v2/x", [refused]);
  await expect(read()).rejects.toMatchObject({ kind: "configuration", code: "invalid_token" });
});

test("a failed token is asked for again by the next call", async () => {
  const bad = { status: 401, body: { error: "invalid_client", error_description: "Wrong." } };
  script.answers.set("POST /v1/oauth2/token", [
    bad,
    { body: { access_token: "t", expires_in: 99 } },
  ]);
  script.answers.set("GET /v2/x", [{ body: { id: "1" } }]);
  const { read } = connect();
  await expect(read()).rejects.toMatchObject({
    ...{ name: "ConnectorError", kind: "configuration", code: "invalid_client", message: "Wrong." },
  });
  expect(await read()).toEqual({ id: "1" });
});

test.each([
  ["a cut connection", "cut" as const],
  ["a 500", { status: 500 }],
])("after %s the same call with the same key follows", async (_case, fault) => {
  script.answers.set("POST /v2/x", [fault, { body: { id: "1" } }]);
  expect(await connect().change()).toEqual({ id: "1" });
  const keys = script.calls.map(({ headers }) => headers["paypal-request-id"]);
  expect(keys).toEqual([undefined, "pay_1:create", "pay_1:create"]);
});

const problem = (name: string, issue?: string) => ({
  ...{ name, message: "General.", debug_id: "b1d1f06c7246c" },
  details: issue ? [{ issue, description: "Precise." }] : undefined,
});

test.each([
  [400, problem("INVALID_REQUEST", "MISSING_REQUIRED_PARAMETER"), "invalid_request"],
  [403, problem("NOT_AUTHORIZED", "PERMISSION_DENIED"), "configuration"],
  [404, problem("RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID"), "invalid_request"],
  [422, problem("UNPROCESSABLE_ENTITY", "INSTRUMENT_DECLINED"), "declined"],
  [422, problem("UNPROCESSABLE_ENTITY", "PAYEE_ACCOUNT_RESTRICTED"), "configuration"],
  [422, problem("UNPROCESSABLE_ENTITY", "ORDER_NOT_APPROVED"), "invalid_request"],
  [409, problem("RESOURCE_CONFLICT", "PREVIOUS_REQUEST_IN_PROGRESS"), "indeterminate"],
])("%i %j is %s, with PayPal's debug id", async (status, body, kind) => {
  script.answers.set("POST /v2/x", [{ status, body }]);
  await expect(connect().change()).rejects.toMatchObject({
    ...{ connector: "paypal", kind, requestId: "b1d1f06c7246c" },
    code: body.details?.[0]?.issue ?? body.name,
    message: body.details ? "Precise." : "General.",
  });
  expect(script.sent()).toHaveLength(1);
});

test("a failure that lasts leaves a change in doubt, and a read not", async () => {
  script.answers.set("POST /v2/x", [{ status: 503, headers: { "paypal-debug-id": "d9" } }]);
  script.answers.set("GET /v2/x", [{ status: 503 }]);
  const { change, read } = connect();
  await expect(change()).rejects.toMatchObject({ kind: "indeterminate", requestId: "d9" });
  expect(script.sent()).toHaveLength(3);
  await expect(read()).rejects.toMatchObject({ kind: "unavailable" });
});

test("where PayPal is asked too often, nothing has happened", async () => {
  script.answers.set("POST /v2/x", [{ status: 429, body: problem("RATE_LIMIT_REACHED") }]);
  await expect(connect().change()).rejects.toMatchObject({ kind: "rate_limited" });
});

test("no answer by the deadline is indeterminate, retries included", async () => {
  script.answers.set("POST /v2/x", ["silence"]);
  const start = performance.now();
  await expect(connect().change(300)).rejects.toMatchObject({ kind: "indeterminate" });
  expect(performance.now() - start).toBeLessThan(1000);
});

test("without a token nothing was sent, so nothing is in doubt", async () => {
  script.answers.set("POST /v1/oauth2/token", ["cut"]);
  await expect(connect().change(300)).rejects.toMatchObject({ kind: "unavailable" });
  expect(script.sent()).toEqual([]);
});

test.each([
  ["no JSON", { text: "<html>" }],
  ["something else", { body: { name: "x" } }],
])("an answer that is %s leaves a change in doubt", async (_case, answer) => {
  script.answers.set("POST /v2/x", [answer]);
  await expect(connect().change()).rejects.toMatchObject({ kind: "indeterminate" });
});

test("an address that may not be called is a matter of configuration", async () => {
  await expect(connect("https://10.0.0.1").change()).rejects.toMatchObject({
    kind: "configuration",
  });
});
