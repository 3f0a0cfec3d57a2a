import { recordOf } from "@crossdock/api/testing";
import { insertRecords, type RequestRecord } from "@crossdock/telemetry";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callTool } from "./testing/mcp-client.ts";
import { send } from "./testing/rest-client.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTrpc } from "./testing/trpc-client.ts";

let app: TestApp;
let url: string;
let key: string;
let cookie: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve());
  key = await app.createKey();
  ({ cookie } = await app.signIn());
});
afterAll(() => app.close());

const missing = `ord_${"0".repeat(26)}`;

test("a problem names the page of its request, but to the first version, which never did", async () => {
  const page = (requestId: unknown) =>
    `${url.replace("127.0.0.1", "localhost")}/requests/${requestId}`;
  const get = (version: string) =>
    send(url, { method: "GET", path: `/api/${version}/orders/${missing}`, key });
  const { body, headers } = await get("v2");
  expect(body).toMatchObject({ logUrl: page(headers.get("x-request-id")) });
  expect((await get("v1")).body).not.toHaveProperty("logUrl");
  const byTrpc = await callTrpc(url, { path: "orders.get", input: { id: missing }, cookie });
  const problem = { logUrl: page(byTrpc.headers.get("x-request-id")) };
  expect(byTrpc.body).toMatchObject({ error: { data: { problem } } });
  const { text } = await callTool(url, { name: "orders.get", args: { id: missing }, key });
  const told = JSON.parse(text);
  expect(told.logUrl).toBe(page(told.requestId));
});

describe("a request that is sent again", () => {
  const json = { "content-type": "application/json" };

  async function keep(more: Partial<RequestRecord>): Promise<string> {
    const record = recordOf(new Date(), { operation: "customers.create", ...more });
    await insertRecords(app.product.db, [record]);
    return record.requestId;
  }

  const replay = async (input: object, as = cookie) => {
    const answer = await callTrpc(url, { path: "logs.replay", method: "POST", input, cookie: as });
    const { result, error } = answer.body as {
      result?: { data: Record<string, unknown> };
      error?: { data: { problem: { code: string; errors?: { pointer: string }[] } } };
    };
    return { data: result?.data, problem: error?.data.problem };
  };

  test("is answered as it would be now, and what differs is told", async () => {
    const { sku } = await app.sell(3, 1000);
    const sent = { email: "again@example.com", lines: [{ sku, quantity: 5 }] };
    const refused = await send(url, { method: "POST", path: "/api/v2/orders", key, body: sent });
    expect(refused.status).toBe(409);
    const requestId = await keep({
      ...{ operation: "orders.create", method: "POST", path: "/api/v2/orders", version: "v2" },
      ...{ status: 409, errorCode: "out_of_stock" },
      detail: {
        ...{ query: null, requestHeaders: json, requestBody: JSON.stringify(sent), masked: false },
        ...{ responseHeaders: {}, responseBody: JSON.stringify(refused.body) },
      },
    });
    const same = await replay({ requestId });
    expect(same.data).toMatchObject({ status: 409, errorCode: "out_of_stock" });
    await app.as().inventory.set({ sku, stocked: 10 });
    const { data } = await replay({ requestId });
    expect(data).toMatchObject({ status: 201, errorCode: null });
    expect(data?.differences).toEqual(
      expect.arrayContaining([
        { member: "status", before: "409", after: "201" },
        { member: "errorCode", before: "out_of_stock", after: null },
        { member: "body/code", before: '"out_of_stock"', after: null },
      ]),
    );
    const { data: entries } = await app.as().audit.list({ q: String(data?.requestId) });
    expect(entries).toMatchObject([
      { action: "orders.create" },
      { action: "logs.replay", targetId: requestId, actor: { kind: "user" } },
    ]);
  });

  test("goes to the version that it was for, with its query, or with another", async () => {
    const detail = {
      ...{ query: "limit=1&nonsense=1", requestHeaders: {}, requestBody: null, masked: false },
      ...{ responseHeaders: {}, responseBody: null },
    };
    const requestId = await keep({ path: "/api/products", version: "v1", status: 422, detail });
    expect((await replay({ requestId })).data).toMatchObject({ status: 422 });
    const { data } = await replay({ requestId, input: { limit: 1 } });
    expect(data).toMatchObject({ status: 200 });
    expect(JSON.parse(String(data?.body)).data[0].variants[0].price).toEqual(expect.any(Number));
  });

  test("cannot be where a part is missing, until it is given", async () => {
    const detail = {
      ...{ query: null, requestHeaders: json, requestBody: '{"email":"***"}', masked: true },
      ...{ responseHeaders: {}, responseBody: null },
    };
    const call = { method: "POST", path: "/api/v2/customers", version: "v2", status: 201 };
    for (const kept of [detail, null]) {
      const requestId = await keep({ ...call, detail: kept });
      const { problem } = await replay({ requestId });
      expect(problem).toMatchObject({
        code: "validation_failed",
        errors: [{ pointer: "#/input" }],
      });
      const input = { email: `given-${kept === null}@example.com` };
      expect((await replay({ requestId, input })).data).toMatchObject({ status: 201 });
    }
    const { problem } = await replay({ requestId: await keep({ transport: "mcp", path: "/mcp" }) });
    expect(problem).toMatchObject({ errors: [{ pointer: "#/requestId" }] });
  });

  test("has no more rights than who sends it", async () => {
    const call = { method: "POST", path: "/api/v2/customers", version: "v2", status: 201 };
    const requestId = await keep(call);
    const input = { email: "mine@example.com" };
    const developer = await app.signIn("developer");
    const { data } = await replay({ requestId, input }, developer.cookie);
    expect(data).toMatchObject({ status: 403, errorCode: "forbidden" });
    const viewer = await app.signIn("viewer");
    expect((await replay({ requestId, input }, viewer.cookie)).problem?.code).toBe("forbidden");
  });
});
