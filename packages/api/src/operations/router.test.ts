import { newId, type Principal } from "@crossdock/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  countCalls,
  createTestProduct,
  outcomeOf,
  owner,
  type TestProduct,
  userOf,
} from "../testing/index.ts";
import type { PublicApi } from "./public-api.ts";

let product: TestProduct;
let publicApi: PublicApi;
beforeAll(async () => {
  product = await createTestProduct();
  product.clock.set(new Date("2026-11-20T12:00:00Z"));
  publicApi = inTwoVersions(product.services.publicApi);
});
beforeEach(async () => {
  await product.db.prisma.operationSetting.deleteMany();
  await product.db.prisma.requestRollup.deleteMany();
});
afterAll(() => product.close());

/** Today's operations as v2, and all but one of them as v1, where that one's path was another. */
function inTwoVersions({ versions: [today] }: PublicApi): PublicApi {
  const operations = today?.operations ?? [];
  const older = operations
    .filter(({ name }) => name !== "orders.cancel")
    .map((one) => (one.name === "me.get" ? { ...one, path: "/whoami" } : one));
  const dates = { released: "2026-01-01", deprecated: "2026-11-01", sunset: "2027-11-01" };
  return {
    versions: [
      { name: "v2", released: "2026-11-01", operations },
      { name: "v1", ...dates, operations: older },
    ],
  };
}

function operations(principal: Principal = owner) {
  return product.as(principal, { services: { ...product.services, publicApi } }).operations;
}

type Used = {
  days?: number;
  version?: string;
  operation?: string;
  keyId?: string;
  calls?: number;
  errors?: number;
};

/** Calls as the recorder sums them up, `days` before the clock's today. */
async function use({ days = 0, ...used }: Used) {
  const at = new Date(product.clock.now().getTime() - days * 86_400_000);
  const standard = { operation: "orders.create", keyId: "key_a", calls: 1 };
  await countCalls(product.db, { ...standard, ...used, at });
}

async function newKey(name: string): Promise<string> {
  return (await product.as().keys.create({ name, scopes: ["orders:read"] })).id;
}

test("the list has every operation of every version, with its scope and its tag", async () => {
  const { data } = await operations().list({});
  const [newest] = publicApi.versions;
  expect(data.map(({ id }) => id).sort()).toEqual(
    newest?.operations.map(({ name }) => name).sort(),
  );
  expect(data.find(({ id }) => id === "orders.create")).toEqual({
    id: "orders.create",
    method: "POST",
    path: "/orders",
    summary: "Place an order",
    scope: "orders:write",
    tag: "orders",
    versions: ["v2", "v1"],
    state: "on",
    reason: null,
    limitPerMinute: null,
    today: { calls: 0, errors: 0 },
    last7Days: { calls: 0, errors: 0 },
    topCallers: [],
  });
  expect(data.find(({ id }) => id === "orders.cancel")?.versions).toEqual(["v2"]);
  expect(data.find(({ id }) => id === "me.get")).toMatchObject({ scope: null, path: "/me" });
});

test("operations of one tag stand together", async () => {
  const tags = (await operations().list({})).data.map(({ tag }) => tag);
  const changes = tags.filter((tag, index) => tag !== tags[index - 1]);
  expect(changes).toEqual([...new Set(tags)]);
});

test("the list is filtered by words, version and state", async () => {
  await operations().disable({ operation: "orders.get", reason: "maintenance" });
  await operations().limit({ operation: "orders.list", limitPerMinute: 5 });
  const found = async (filter: Parameters<ReturnType<typeof operations>["list"]>[0]) =>
    (await operations().list(filter)).data.map(({ id }) => id);
  expect(await found({ q: "place AN order" })).toEqual(["orders.create"]);
  expect(await found({ q: "/orders/{id}/cancel" })).toEqual(["orders.cancel"]);
  expect(await found({ q: "get /orders" })).toEqual(["orders.list", "orders.get"]);
  expect(await found({ q: "no such thing" })).toEqual([]);
  expect(await found({ state: "off" })).toEqual(["orders.get"]);
  expect(await found({ state: "limited" })).toEqual(["orders.list"]);
  expect(await found({ version: "v1" })).not.toContain("orders.cancel");
  expect(await found({ version: "v2", q: "cancel an order" })).toEqual(["orders.cancel"]);
});

test("calls are counted for today and for seven days, with who calls most", async () => {
  const [erp, till] = [await newKey("ERP"), await newKey("Till")];
  await use({ keyId: erp, calls: 5, errors: 1 });
  await use({ keyId: erp, version: "v1", calls: 2 });
  await use({ keyId: till, days: 6, calls: 10, errors: 4 });
  await use({ keyId: "key_gone", days: 1, calls: 3 });
  await use({ keyId: "key_rare", days: 1, calls: 1 });
  await use({ keyId: erp, days: 7, calls: 1000 });
  const { data } = await operations().list({ q: "orders.create" });
  expect(data[0]).toMatchObject({
    today: { calls: 7, errors: 1 },
    last7Days: { calls: 21, errors: 5 },
    topCallers: [
      { id: till, name: "Till", calls: 10, errors: 4, lastAt: "2026-11-14T12:00:00.000Z" },
      { id: erp, name: "ERP", calls: 7, errors: 1, lastAt: "2026-11-20T12:00:00.000Z" },
      { id: "key_gone", name: null, calls: 3 },
    ],
  });
});

test("an operation shows its shapes in each version and its callers of 30 days", async () => {
  const erp = await newKey("ERP");
  await use({ keyId: erp, operation: "me.get", version: "v1", days: 29, calls: 4, errors: 1 });
  await use({ keyId: erp, operation: "me.get", version: "v2", calls: 6 });
  await use({ keyId: erp, operation: "me.get", version: "v1", days: 30, calls: 100 });
  await use({ keyId: erp, operation: "orders.get", calls: 100 });
  const shown = await operations().get({ operation: "me.get" });
  expect(shown).toMatchObject({ id: "me.get", scope: null, state: "on", switchedAt: null });
  expect(shown.served).toMatchObject([
    { version: "v2", method: "GET", path: "/me", status: 200, params: [], ifMatch: null },
    { version: "v1", method: "GET", path: "/whoami" },
  ]);
  expect(shown.served[0]?.inputSchema).toMatchObject({ type: "object" });
  expect(shown.served[0]?.outputSchema).toMatchObject({
    $ref: "#/$defs/Me",
    $defs: { Me: { type: "object" } },
  });
  expect(shown.callers).toEqual([
    {
      ...{ id: erp, name: "ERP", version: "v2", calls: 6, errors: 0 },
      lastAt: "2026-11-20T12:00:00.000Z",
    },
    {
      ...{ id: erp, name: "ERP", version: "v1", calls: 4, errors: 1 },
      lastAt: "2026-10-22T12:00:00.000Z",
    },
  ]);
});

test("what is special to an operation is told: its example, its errors, its repeatable key", async () => {
  const { served } = await operations().get({ operation: "orders.create" });
  expect(served[0]?.idempotencyKey).toBe("required");
  expect(served[0]?.errors).toContain("out_of_stock");
  expect(served[0]?.example).toMatchObject({ email: expect.any(String) });
  const cancel = await operations().get({ operation: "orders.cancel" });
  expect(cancel.served.map(({ version, params }) => ({ version, params }))).toEqual([
    { version: "v2", params: ["id"] },
  ]);
});

test("there is no operation that the public API does not have", async () => {
  for (const operation of ["keys.create", "orders.nothing"]) {
    expect(await outcomeOf(operations().get({ operation }))).toBe("not_found");
    expect(await outcomeOf(operations().enable({ operation }))).toBe("not_found");
  }
  expect(await outcomeOf(operations().get({ operation: "../../etc" }))).toBe("validation_failed");
});

test("each version tells who still calls it", async () => {
  const erp = await newKey("ERP");
  await use({ keyId: erp, version: "v1", days: 29, calls: 3 });
  await use({ keyId: erp, version: "v1", days: 2, operation: "orders.get", calls: 4, errors: 2 });
  await use({ keyId: "key_b", version: "v1", days: 1, calls: 1 });
  await use({ keyId: erp, version: "v1", days: 30, calls: 100 });
  expect((await operations().usage({})).data).toEqual([
    {
      ...{ name: "v2", state: "current", released: "2026-11-01", deprecated: null, sunset: null },
      ...{ calls: 0, errors: 0, lastAt: null, keyCount: 0, keys: [] },
    },
    {
      ...{ name: "v1", state: "deprecated", released: "2026-01-01" },
      ...{ deprecated: "2026-11-01", sunset: "2027-11-01" },
      ...{ calls: 8, errors: 2, lastAt: "2026-11-19T12:00:00.000Z", keyCount: 2 },
      keys: [
        { id: erp, name: "ERP", calls: 7, errors: 2, lastAt: "2026-11-18T12:00:00.000Z" },
        { id: "key_b", name: null, calls: 1, errors: 0, lastAt: "2026-11-19T12:00:00.000Z" },
      ],
    },
  ]);
});

test("a version is supported until the day of its deprecation, and ends with its sunset", async () => {
  const before = product.clock.now();
  const stateAt = async (day: string) => {
    product.clock.set(new Date(day));
    return (await operations().usage({})).data.map(({ state }) => state);
  };
  expect(await stateAt("2026-10-31T23:59:59Z")).toEqual(["current", "supported"]);
  expect(await stateAt("2026-11-01T00:00:00Z")).toEqual(["current", "deprecated"]);
  expect(await stateAt("2027-11-01T00:00:00Z")).toEqual(["current", "ended"]);
  product.clock.set(before);
});

test("of very many keys, the busiest twenty are named", async () => {
  for (let index = 0; index < 25; index++)
    await use({ keyId: newId("key", new Date()), calls: index + 1 });
  const [v2] = (await operations().usage({})).data;
  expect(v2?.keyCount).toBe(25);
  expect(v2?.keys.map(({ calls }) => calls)).toEqual(Array.from({ length: 20 }, (_, i) => 25 - i));
});

test("an operation is switched off with a reason, and on again; its limit stays", async () => {
  const operation = "orders.create";
  await operations().limit({ operation, limitPerMinute: 30 });
  const off = await operations().disable({ operation, reason: "  counting stock " });
  expect(off).toEqual({
    ...{ operation, enabled: false, reason: "counting stock", limitPerMinute: 30, version: 2 },
    bodies: "sampled",
    updatedAt: product.clock.now().toISOString(),
  });
  expect(await operations().get({ operation })).toMatchObject({
    ...{ state: "off", reason: "counting stock", limitPerMinute: 30 },
    switchedAt: product.clock.now().toISOString(),
  });
  const on = await operations().enable({ operation });
  expect(on).toMatchObject({ enabled: true, reason: null, limitPerMinute: 30, version: 3 });
  expect((await operations().get({ operation })).state).toBe("limited");
  await operations().limit({ operation, limitPerMinute: null });
  expect((await operations().get({ operation })).state).toBe("on");
});

test("switching off asks for a reason, and a limit for at least one call", async () => {
  const operation = "orders.create";
  expect(await outcomeOf(operations().disable({ operation, reason: "  " }))).toBe(
    "validation_failed",
  );
  for (const limitPerMinute of [0, -1, 1.5, 1_000_001])
    expect(await outcomeOf(operations().limit({ operation, limitPerMinute }))).toBe(
      "validation_failed",
    );
});

test("two who change one operation at once both come through", async () => {
  const operation = "products.list";
  await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      index % 2
        ? operations().disable({ operation, reason: "busy" })
        : operations().limit({ operation, limitPerMinute: 7 }),
    ),
  );
  const row = await product.db.prisma.operationSetting.findUnique({ where: { operation } });
  expect(row).toMatchObject({ enabled: false, reason: "busy", limitPerMinute: 7, version: 10 });
});

test("each change is in the audit log, about its operation", async () => {
  const operation = "customers.create";
  await operations().disable({ operation, reason: "spam" });
  await operations().enable({ operation });
  await operations().limit({ operation, limitPerMinute: 1 });
  const entries = await product.as().audit.list({ targetId: operation });
  expect(entries.data.map(({ action }) => action)).toEqual([
    "operations.limit",
    "operations.enable",
    "operations.disable",
  ]);
});

test("admins switch, developers look, the others see none of it", async () => {
  const operation = "orders.list";
  const look = (role: string) => outcomeOf(operations(userOf(role)).list({}));
  const press = (role: string) => outcomeOf(operations(userOf(role)).enable({ operation }));
  const records = (role: string) => outcomeOf(operations(userOf(role)).idempotency({}));
  for (const role of ["owner", "admin"])
    expect([await look(role), await records(role), await press(role)]).toEqual(["ok", "ok", "ok"]);
  expect([await look("developer"), await records("developer")]).toEqual(["ok", "ok"]);
  expect(await press("developer")).toBe("forbidden");
  for (const role of ["operations", "support", "viewer"])
    expect([await look(role), await records(role), await press(role)]).toEqual([
      "forbidden",
      "forbidden",
      "forbidden",
    ]);
});
