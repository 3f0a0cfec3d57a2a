import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTrpc, type TrpcCall } from "./testing/trpc-client.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
let cookie: string;

beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve());
  ({ cookie } = await app.signIn());
});
afterAll(() => app.close());

describe("credentials", () => {
  test("tRPC takes sessions alone", async () => {
    const key = await app.createKey();
    const refused: Partial<TrpcCall>[] = [
      {},
      { headers: { Authorization: `Bearer ${key}` } },
      { headers: { "X-API-Key": key } },
      { cookie: `crossdock.session=${key}` },
      { cookie: "crossdock.session=nonsense" },
      { cookie: `other=1; ${cookie}x` },
    ];
    for (const credential of refused) {
      const answer = await callTrpc(url, { path: "me.get", input: {}, ...credential });
      expectRefusal(answer, 401, "unauthenticated");
    }
    expect((await callTrpc(url, { path: "me.get", input: {}, cookie })).status).toBe(200);
  });

  test("REST takes keys alone", async () => {
    const path = "/api/v1/me";
    const token = cookie.split("=")[1];
    const sessions: Record<string, string>[] = [
      { Cookie: cookie },
      { Authorization: `Bearer ${token}` },
    ];
    for (const headers of sessions) {
      const answer = await send(url, { method: "GET", path, headers });
      expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    }
    const key = await app.createKey();
    const other = { Authorization: `Bearer ${await app.createKey()}`, "X-API-Key": key };
    expect((await send(url, { method: "GET", path, headers: other })).status).toBe(401);
    expect((await send(url, { method: "GET", path, headers: { "X-API-Key": key } })).status).toBe(
      200,
    );
  });

  test("the next call of a member who was disabled is refused", async () => {
    const member = await app.signIn("viewer");
    const call = { path: "orders.list", input: {}, cookie: member.cookie };
    expect((await callTrpc(url, call)).status).toBe(200);
    await app.as().users.update({ id: member.userId, status: "disabled" });
    expectRefusal(await callTrpc(url, call), 401, "unauthenticated");
  });

  test("a role may do what it may, and no more", async () => {
    const { cookie } = await app.signIn("viewer");
    const input = { email: "a@example.com" };
    const answer = await callTrpc(url, { path: "customers.create", method: "POST", input, cookie });
    expectRefusal(answer, 403, "forbidden");
  });
});

describe("requests of other sites are refused", () => {
  const create = {
    path: "customers.create",
    method: "POST",
    input: { email: "x@example.com" },
  } as const;

  test.each([
    ["Origin", "https://evil.example"],
    ["Origin", "null"],
    ["Sec-Fetch-Site", "cross-site"],
    ["Sec-Fetch-Site", "same-site"],
  ])("%s: %s", async (name, value) => {
    const answer = await callTrpc(url, { ...create, cookie, headers: { [name]: value } });
    expect(answer).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  test("and those of the dashboard's own pages are not", async () => {
    const headers = { Origin: url, "Sec-Fetch-Site": "same-origin" };
    expect((await callTrpc(url, { ...create, cookie, headers })).status).toBe(200);
  });
});

describe("batches", () => {
  const batch = (count: number, comma = ",") => Array(count).fill("me.get").join(comma);
  const inputs = (count: number) =>
    Object.fromEntries([...Array(count).keys()].map((n) => [n, {}]));

  test("ten queries go together, eleven do not", async () => {
    const call = (n: number, comma?: string) =>
      callTrpc(url, { path: batch(n, comma), query: "batch=1", input: inputs(n), cookie });
    expect((await call(10)).body).toHaveLength(10);
    expect(await call(11)).toMatchObject({ status: 400, body: { code: "bad_request" } });
    expect(await call(11, "%2C")).toMatchObject({ status: 400, body: { code: "bad_request" } });
  });

  test("a path that cannot be decoded is refused", async () => {
    const answer = await callTrpc(url, { path: "me.get%E0%A4", input: {}, cookie });
    expect(answer).toMatchObject({ status: 400, body: { code: "bad_request" } });
  });

  test("commands go one by one", async () => {
    for (const comma of [",", "%2c"]) {
      const path = `customers.create${comma}customers.create`;
      const input = { 0: { email: "b1@example.com" }, 1: { email: "b2@example.com" } };
      const answer = await callTrpc(url, { path, query: "batch=1", method: "POST", input, cookie });
      expect(answer).toMatchObject({ status: 400, body: { code: "bad_request" } });
    }
    const found = await app.as().customers.list({ q: "b1@example.com" });
    expect(found.data).toEqual([]);
  });
});

test("refusals carry the problem that REST would show, with the id of the request", async () => {
  const id = `ord_${"0".repeat(26)}`;
  const answer = await callTrpc(url, { path: "orders.get", input: { id }, cookie });
  expectRefusal(answer, 404, "not_found");
  const unknown = await callTrpc(url, { path: "orders.get", input: { id, nonsense: 1 }, cookie });
  expectRefusal(unknown, 422, "validation_failed");
  const nothing = await callTrpc(url, { path: "orders.nothing", input: {}, cookie });
  expectRefusal(nothing, 404, "not_found");
});

test("a body of more than a megabyte is refused", async () => {
  const input = { email: "c@example.com", name: "x".repeat(1_000_001) };
  const answer = await callTrpc(url, { path: "customers.create", method: "POST", input, cookie });
  expect(answer.status).toBe(413);
});

test("an open page hears of what another process changes", async () => {
  const response = await fetch(`${url}/api/trpc/live.events`, {
    headers: { Cookie: cookie, Accept: "text/event-stream" },
  });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const stream = response.body?.pipeThrough(new TextDecoderStream());
  const { id } = await app.as().customers.create({ email: "live@example.com" });
  let heard = "";
  for await (const chunk of stream ?? []) {
    heard += chunk;
    if (heard.includes(id)) break;
  }
  expect(heard).toContain('"customers"');
});

function expectRefusal(
  { status, body, headers }: Awaited<ReturnType<typeof callTrpc>>,
  expected: number,
  code: string,
): void {
  const problem = { status: expected, code, requestId: headers.get("x-request-id") };
  expect({ status, body }).toMatchObject({
    status: expected,
    body: { error: { data: { problem } } },
  });
}
