import type { Principal } from "@crossdock/core";
import { insertRecords, type RequestRecord } from "@crossdock/telemetry";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toAppError } from "../procedure/errors.ts";
import {
  createTestProduct,
  developerOf,
  keyOf,
  outcomeOf,
  recordOf,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

let product: TestProduct;
let partnerId: string;
let otherId: string;
beforeAll(async () => {
  product = await createTestProduct();
  partnerId = (await product.as().partners.create({ name: "Acme" })).id;
  otherId = (await product.as().partners.create({ name: "Rival" })).id;
});
afterAll(() => product.close());

let made = 0;

/** Records of a trace of their own, the newest first, each a minute older than the one before. */
async function keep(...records: Partial<RequestRecord>[]) {
  const traceId = (++made).toString(16).padStart(32, "0");
  const kept = records.map((record, index) => recordOf(ago(index), { traceId, ...record }));
  await insertRecords(product.db, kept);
  return { traceId, ids: kept.map(({ requestId }) => requestId) };
}

function ago(minutes: number): Date {
  return new Date(product.clock.now().getTime() - minutes * 60_000);
}

const dayMinutes = 24 * 60;

type Filter = Parameters<ReturnType<TestProduct["as"]>["logs"]["list"]>[0];

async function found(filter: Filter, principal = userOf("owner")) {
  const { data } = await product.as(principal).logs.list(filter);
  return data.map(({ requestId }) => requestId);
}

describe("the list", () => {
  test("shows a request whole", async () => {
    const key = await product.as().keys.create({ name: "ERP", partnerId, scopes: ["orders:read"] });
    const principal = { kind: "apiKey", id: key.id, partnerId };
    const phases = { auth: 250, database: 1000 };
    const { traceId, ids } = await keep({ principal, phases, durationUs: 2125, bytesIn: 7 });
    const { data } = await product.as().logs.list({ traceId });
    expect(data).toEqual([
      {
        ...{ id: expect.stringMatching(/^\d+$/), requestId: ids[0], traceId, transport: "rest" },
        ...{ operation: "orders.list", version: "v2", partnerId, method: "GET", bytesIn: 7 },
        ...{ route: "/orders", path: "/api/v2/orders", status: 200, errorCode: null },
        ...{ bytesOut: 10, ip: null, userAgent: null, replayed: false, detailed: false },
        at: product.clock.now().toISOString(),
        principal: { kind: "apiKey", id: key.id, name: "ERP" },
        durationMs: 2.125,
        phases: { auth: 0.25, limit: null, parse: null, database: 1, render: null },
      },
    ]);
  });

  test.each<[Filter, Partial<RequestRecord>]>([
    [{ transport: "mcp" }, { transport: "mcp" }],
    [{ operation: "orders.get" }, { operation: "orders.get" }],
    [{ version: "v1" }, { version: "v1" }],
    [{ principalId: "key_x" }, { principal: { kind: "apiKey", id: "key_x", partnerId: null } }],
    [{ method: "POST" }, { method: "POST" }],
    [{ status: "404" }, { status: 404 }],
    [{ status: "4xx" }, { status: 499 }],
    [{ errorCode: "not_found" }, { errorCode: "not_found" }],
    [{ ip: "203.0.113.0" }, { ip: "203.0.113.0" }],
    [{ minDurationMs: 20 }, { durationUs: 20_000 }],
    [{ q: "ord_01" }, { path: "/api/v2/orders/ORD_01X" }],
    [{ q: "not_f" }, { errorCode: "not_found" }],
    [{ q: "/wp-ad" }, { path: "/x/wp-admin/setup.php" }],
    [{ q: "wp-admin/" }, { path: "/x/wp-admin/setup.php" }],
    [{ q: "x/wp-admin/set" }, { path: "/x/wp-admin/setup.php" }],
    [{ q: "v2/orders/ord_01" }, { path: "/api/v2/orders/ord_01X" }],
    [{ q: "o'r.*" }, { path: "/o'r.*" }],
  ])("%o finds it, and nothing else", async (filter, record) => {
    const { traceId, ids } = await keep({}, record, { path: "/api/v2/orders/ord_%" });
    expect(await found({ traceId, ...filter })).toEqual([ids[1]]);
  });

  test("a whole request id is found by itself, and as text", async () => {
    const { ids } = await keep({}, {});
    const [requestId = ""] = ids;
    expect(await found({ requestId })).toEqual([requestId]);
    expect(await found({ q: requestId })).toEqual([requestId]);
  });

  test("is of the last day, unless it is asked for more", async () => {
    const { traceId, ids } = await keep(
      {},
      { at: ago(dayMinutes + 1) },
      { at: ago(3 * dayMinutes) },
    );
    expect(await found({ traceId, range: "24h" })).toEqual(ids.slice(0, 1));
    expect(await found({ traceId, range: "2d" })).toEqual(ids.slice(0, 2));
    expect(await found({ traceId })).toEqual(ids);
    const from = ago(2 * dayMinutes).toISOString();
    expect(await found({ traceId, from })).toEqual(ids.slice(0, 2));
    const to = ago(5).toISOString();
    expect(await found({ traceId, from, to })).toEqual(ids.slice(1, 2));
  });

  test("has pages without a gap or a row twice, over days and within a millisecond", async () => {
    const at = ago(1);
    const twins = Array.from({ length: 5 }, () => ({ at }));
    const days = [1, 2, 4].map((day) => ({ at: ago(day * dayMinutes) }));
    const { traceId, ids } = await keep({}, ...twins, ...days);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await product.as().logs.list({ traceId, limit: 2, cursor });
      seen.push(...page.data.map(({ requestId }) => requestId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(ids.length);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(seen.slice(-3)).toEqual(ids.slice(-3));
  });

  test.each([
    [{ range: "24" }, "#/range"],
    [{ range: "9999d" }, "#/range"],
    [{ range: "1h", from: "2026-01-01T00:00:00Z" }, "#/range"],
    [{ to: "2026-01-01T00:00:00Z" }, "#/from"],
    [{ from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" }, "#/from"],
    [{ status: "6xx" }, "#/status"],
    [{ transport: "smtp" }, "#/transport"],
    [{ cursor: "b3JkZXI=" }, "#/cursor"],
    [{ cursor: "===" }, "#/cursor"],
  ])("%o is refused with what to send instead", async (filter, pointer) => {
    const refused = await product
      .as()
      .logs.list(filter as Filter)
      .catch((thrown: unknown) => toAppError(thrown).errors);
    expect(refused).toMatchObject([{ pointer }]);
  });
});

describe("a request", () => {
  test("comes with its calls, its bodies, and what it changed", async () => {
    const { requestId } = recordOf(product.clock.now());
    const detail = {
      ...{ query: "a=1", requestHeaders: { accept: "*/*" }, requestBody: "{}", masked: false },
      ...{ responseHeaders: { "content-type": "application/json" }, responseBody: '{"a":1}' },
    };
    const call = { requestId, transport: "outbound", operation: "stripe" } as const;
    await keep({ requestId, detail }, { ...call, at: ago(-1), route: "api.stripe.com" });
    const variants = [{ sku: "LOG-1", price: { amount: 100 }, stock: 1 }];
    const { id } = await product
      .as(undefined, { requestId })
      .products.create({ title: "P", variants });
    const log = await product.as().logs.get({ requestId });
    expect(log).toMatchObject({
      entries: [{ requestId, transport: "rest", detailed: true }],
      outbound: [{ requestId, transport: "outbound", route: "api.stripe.com" }],
      ...{ detail, audit: [{ action: "products.create", targetId: id }], inbound: [], replays: [] },
    });
    expect(log.events).toContainEqual(
      expect.objectContaining({ type: "product.created", objectId: id }),
    );
  });

  test("names those with its Idempotency-Key, whichever of them is looked at", async () => {
    const of = (partner: string) => ({ kind: "apiKey", id: "key_of", partnerId: partner });
    const { ids } = await keep({ principal: of(partnerId) });
    const replay = { replayed: true, replayOf: ids[0], principal: of(partnerId) };
    const again = await keep(replay, replay, {
      replayed: true,
      replayOf: recordOf(ago(0)).requestId,
    });
    const othersOf = async (requestId = "", principal: Principal = userOf("owner")) =>
      (await product.as(principal).logs.get({ requestId })).replays.map((entry) => entry.requestId);
    const all = [again.ids[1], ids[0], again.ids[0]];
    for (const id of all) expect(await othersOf(id)).toEqual(all.filter((other) => other !== id));
    await keep({ ...replay, principal: of(otherId) });
    expect(await othersOf(ids[0])).toHaveLength(3);
    expect(await othersOf(ids[0], developerOf(partnerId))).toHaveLength(2);
  });

  test("that is not there is not found", async () => {
    const { requestId } = recordOf(ago(0));
    expect(await outcomeOf(product.as().logs.get({ requestId }))).toBe("not_found");
  });
});

describe("what went wrong", () => {
  test("is told by code, operation, version and caller, the most frequent or the latest first", async () => {
    const principal = { kind: "connector", id: "stripe", partnerId: null };
    const lost = { status: 404, errorCode: "not_found" };
    const down = { status: 503, errorCode: "unavailable" };
    const { traceId, ids } = await keep(down, lost, lost, {}, { ...lost, principal });
    const { data } = await product.as().logs.errors({ traceId, range: "24h" });
    const group = { status: 404, errorCode: "not_found", operation: "orders.list", version: "v2" };
    expect(data).toMatchObject([
      { ...group, count: 2, requestId: ids[1], principal: null },
      { status: 503, count: 1, requestId: ids[0] },
      { ...group, count: 1, requestId: ids[4], principal: { id: "stripe", name: "Stripe" } },
    ]);
    expect(data[0]).toMatchObject({ firstAt: ago(2).toISOString(), lastAt: ago(1).toISOString() });
    const latest = await product.as().logs.errors({ traceId, sort: "lastAt", limit: 2 });
    expect(latest.data.map(({ requestId }) => requestId)).toEqual(ids.slice(0, 2));
    const theirs = product.as(developerOf(partnerId)).logs.errors({ traceId });
    expect((await theirs).data).toEqual([]);
  });
});

describe("others' requests", () => {
  const of = (partner: string | null) => ({
    principal: { kind: "apiKey", id: "key_of", partnerId: partner },
  });

  test("are in no list and have no page, for partners' systems and developers", async () => {
    const { traceId, ids } = await keep(of(partnerId), of(otherId), of(null), {});
    const [own, ...others] = ids;
    for (const principal of [keyOf(partnerId, ["logs:read"]), developerOf(partnerId)]) {
      const { logs } = product.as(principal);
      expect(await found({ traceId }, principal as never)).toEqual([own]);
      expect(await found({ traceId, partnerId: otherId }, principal as never)).toEqual([]);
      expect((await logs.get({ requestId: own ?? "" })).entries).toHaveLength(1);
      for (const requestId of others)
        expect(await outcomeOf(logs.get({ requestId }))).toBe("not_found");
    }
    expect(await found({ traceId })).toEqual(ids);
  });
});
