import { newId } from "@crossdock/core";
import { insertRecords, insertRollups, type RequestRecord } from "@crossdock/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, recordOf, type TestProduct } from "../testing/index.ts";

let product: TestProduct;
const now = new Date("2026-11-20T12:00:00Z");
beforeAll(async () => {
  product = await createTestProduct();
  product.clock.set(now);
  const calls = [
    callOf("stripe", 40 * day, { path: "/v1/forgotten" }),
    ...Array.from({ length: 25 }, (_, index) => callOf("stripe", day + 100 - index)),
    callOf("stripe", day, { status: 402, path: "/v1/refused" }),
    callOf("paypal", 3000, { status: 504, errorCode: "timeout" }),
    callOf("stripe", 2000, { ...unanswered, outbound: { attempt: 2, providerRequestId: "req_b" } }),
    callOf("stripe", 1000, { path: "/v1/charges", requestId: ours }),
    recordOf(now, { operation: "stripe", requestId: newId("req", now) }),
  ];
  await insertRecords(product.db, calls);
  await insertRollups(product.db, calls);
});
afterAll(() => product.close());

const day = 86_400_000;
const ours = newId("req", now);
const unanswered = { status: 502, errorCode: "connection" };

function callOf(operation: string, msAgo: number, more: Partial<RequestRecord> = {}) {
  return recordOf(new Date(now.getTime() - msAgo), {
    ...{ transport: "outbound", operation, version: null, method: "POST", durationUs: 12_400 },
    ...{ route: "api.example.com", path: "/v1/x" },
    outbound: { attempt: 1, providerRequestId: "req_theirs" },
    ...more,
  });
}

const list = (input: Parameters<ReturnType<TestProduct["as"]>["connectors"]["calls"]>[0]) =>
  product.as().connectors.calls(input);

test("a connector's calls are told newest first, with either side's id of them", async () => {
  const { data } = await list({ id: "stripe", limit: 3 });
  expect(data).toEqual([
    {
      ...{ id: expect.any(String), method: "POST", host: "api.example.com", path: "/v1/charges" },
      ...{ attempt: 1, status: 200, error: null, durationMs: 12, providerRequestId: "req_theirs" },
      ...{ requestId: ours, at: new Date(now.getTime() - 1000).toISOString() },
    },
    expect.objectContaining({
      ...{ attempt: 2, status: null, error: "connection", providerRequestId: "req_b" },
    }),
    expect.objectContaining({ path: "/v1/refused", status: 402, error: null }),
  ]);
});

test("they are paged, and none of another connector or of the API is among them", async () => {
  const found: string[] = [];
  let cursor: string | null | undefined;
  for (; cursor !== null; ) {
    const page = await list({ id: "stripe", limit: 10, ...(cursor && { cursor }) });
    found.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(found).toHaveLength(28);
  expect(new Set(found).size).toBe(28);
  expect(await outcomeOf(list({ id: "stripe", cursor: "!" }))).toBe("validation_failed");
  expect(await outcomeOf(list({ id: "nobody" }))).toBe("not_found");
});

test("what failed is what was refused, or not answered", async () => {
  const { data } = await list({ id: "stripe", failed: true });
  expect(data.map(({ status, error }) => status ?? error)).toEqual(["connection", 402]);
});

test("the list of connectors shows how the last call of each ended", async () => {
  const { data } = await product.as().connectors.list({});
  const last = (id: string) => data.find((one) => one.id === id)?.lastCall;
  expect(last("stripe")).toEqual({
    ...{ status: 200, error: null, at: new Date(now.getTime() - 1000).toISOString() },
  });
  expect(last("paypal")).toMatchObject({ status: null, error: "timeout" });
  expect(last("smtp")).toBeNull();
});
