import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  developerOf,
  outcomeOf,
  rollUp,
  type TestProduct,
} from "../testing/index.ts";

let product: TestProduct;
let acme: { partnerId: string; keyId: string };
const now = new Date("2026-11-25T12:34:56Z");
beforeAll(async () => {
  product = await createTestProduct();
  product.clock.set(now);
  const { id: partnerId } = await product.as().partners.create({ name: "Acme" });
  const limits = { perSecond: null, perMinute: 10, perHour: null, perDay: null, concurrent: null };
  const key = { name: "Acme's", partnerId, scopes: ["orders:read"], limits };
  acme = { partnerId, keyId: (await product.as().keys.create(key)).id };
  const own = { principalId: acme.keyId, partnerId };
  await add({ operation: "orders.list", version: "v2", ...own, durations: many(8, 1000) });
  await add({ operation: "orders.list", version: "v1", durations: many(4, 1000), status: 404 });
  await add({ operation: "orders.get", version: "v1", durations: many(6, 90_000), at: ago(90) });
  await add({ operation: "orders.create", version: "v2", durations: [9_000_000], status: 500 });
});
afterAll(() => product.close());

const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const many = (count: number, duration: number) => Array.from({ length: count }, () => duration);
const add = (called: Partial<Parameters<typeof rollUp>[1]>) =>
  rollUp(product.db, { at: ago(3), principalId: "key_gone", bytesOut: 50, ...called });
const metrics = () => product.as().metrics;

test("operations by calls, errors, faults and latency, of as many rows as can be", async () => {
  const top = async (filter: Partial<Parameters<ReturnType<typeof metrics>["top"]>[0]>) =>
    (await metrics().top({ by: "operation", ...filter })).data.map(({ id, count }) => [id, count]);
  for (const range of ["24h", "7d", "90d"])
    expect(await top({ range })).toEqual([
      ["orders.list", 12],
      ["orders.get", 6],
      ["orders.create", 1],
    ]);
  expect(await top({ range: "1h" })).toEqual([
    ["orders.list", 12],
    ["orders.create", 1],
  ]);
  expect(await top({ order: "errors" })).toEqual([
    ["orders.list", 12],
    ["orders.create", 1],
  ]);
  expect(await top({ order: "faults" })).toEqual([["orders.create", 1]]);
  expect((await top({ order: "slowest" }))[0], "one call is no measure").toEqual(["orders.get", 6]);
  expect(await top({ order: "bytes", version: "v1" })).toEqual([
    ["orders.get", 6],
    ["orders.list", 4],
  ]);
  expect(await metrics().top({ by: "operation", limit: 1 })).toMatchObject({ of: 3 });
});

test("whole days are read as days: the finest sums are asked at the edges alone", async () => {
  const day = ago(24 * 60 * 3);
  await add({ operation: "products.list", at: day });
  const where = { grain: "hour", at: { gte: ago(24 * 60 * 4), lt: ago(24 * 60 * 2) } };
  await product.db.prisma.requestRollup.deleteMany({ where });
  const { data } = await metrics().top({ by: "operation", range: "7d" });
  expect(data.map(({ id }) => id)).toContain("products.list");
});

test("clients are named, and those that are gone are not", async () => {
  const { data } = await metrics().top({ by: "principal", range: "24h" });
  expect(data.map(({ id, name, count }) => [id, name, count])).toEqual([
    ["key_gone", null, 11],
    [acme.keyId, "Acme's", 8],
  ]);
});

test("a partner's developer has the own calls alone, and nothing of the system", async () => {
  const own = product.as(developerOf(acme.partnerId)).metrics;
  expect((await own.top({ by: "operation" })).data.map(({ count }) => count)).toEqual([8]);
  expect((await own.versions({})).data.map(({ id }) => id)).toEqual(["v2"]);
  expect((await own.quotas({})).data.map(({ id }) => id)).toEqual([acme.keyId]);
  for (const call of [own.system({}), own.webhooks({})])
    expect(await outcomeOf(call)).toBe("forbidden");
});

test("errors are told by their code, the most frequent or the gravest first", async () => {
  const principalId = acme.keyId;
  const own = { operation: "orders.list", version: "v2", principalId, partnerId: acme.partnerId };
  const at = new Date("2026-11-20T10:00:00Z");
  const limited = { status: 429, errorCode: "rate_limited" };
  await add({ ...own, at, ...limited, durations: many(5, 1) });
  await add({ at, operation: "orders.get", version: "v2", ...limited });
  await add({ at, operation: "orders.get", status: 503, errorCode: "unavailable" });
  await add({ at, operation: "orders.get", status: 404 });
  const day = { from: "2026-11-20T10:30:00Z", to: "2026-11-21T00:00:00Z" };
  const errors = async (filter: object) =>
    (await metrics().top({ by: "error", ...day, ...filter })).data.map(({ id, count }) => [
      id,
      count,
    ]);
  expect(await errors({})).toEqual([
    ["rate_limited", 6],
    ["-", 1],
    ["unavailable", 1],
  ]);
  expect(await errors({ order: "faults" })).toEqual([["unavailable", 1]]);
  expect(await errors({ status: "4xx", operation: "orders.get" })).toEqual([
    ["-", 1],
    ["rate_limited", 1],
  ]);
  const first = await metrics().top({ by: "error", ...day, limit: 1 });
  expect(first).toMatchObject({ from: "2026-11-20T10:00:00.000Z", of: 3 });
  expect(first.data).toMatchObject([{ errors: 6, faults: 0, p95: null }]);
  const theirs = product.as(developerOf(acme.partnerId)).metrics.top({ by: "error", ...day });
  expect((await theirs).data.map(({ id, count }) => [id, count])).toEqual([["rate_limited", 5]]);
  expect(await outcomeOf(metrics().top({ by: "error", order: "slowest" }))).toBe(
    "validation_failed",
  );
});

test("a version that ends names who still calls it", async () => {
  const operations = product.services.publicApi.versions[0]?.operations ?? [];
  const publicApi = {
    versions: [
      { name: "v2", released: "2026-11-01", operations },
      {
        name: "v1",
        released: "2026-01-01",
        deprecated: "2026-11-01",
        sunset: "2027-11-01",
        operations,
      },
    ],
  };
  const services = { ...product.services, publicApi };
  const { data } = await product.as(undefined, { services }).metrics.versions({});
  expect(data).toMatchObject([
    {
      ...{ id: "v1", state: "deprecated", sunset: "2027-11-01", count: 10, errors: 4 },
      ...{ callerCount: 1, callers: [{ id: "key_gone", count: 10, name: null }] },
    },
    { id: "v2", state: "current", count: 9, callerCount: 0, callers: [] },
  ]);
});

test("keys are told by how near their busiest minute came to their limit", async () => {
  await add({ principalId: acme.keyId, partnerId: acme.partnerId, at: ago(10), status: 429 });
  expect((await metrics().quotas({})).data).toEqual([
    {
      ...{ id: acme.keyId, name: "Acme's", partnerId: acme.partnerId, perMinute: 10 },
      ...{ busiest: 8, busiestAt: "2026-11-25T12:31:00.000Z", share: 0.8, refused: 1 },
    },
  ]);
});

test("webhooks are counted by how they ended, in whole hours", async () => {
  const { prisma } = product.db;
  const hour = new Date("2026-11-25T11:00:00Z");
  await prisma.inboundCount.createMany({
    data: [
      { hour, connector: "stripe", verdict: "accepted", count: 5 },
      { hour, connector: "stripe", verdict: "duplicate", count: 2 },
      { hour, connector: "", verdict: "bad_signature", count: 3 },
    ],
  });
  const id = newId("inb", ago(70));
  await prisma.inboxEvent.create({
    data: {
      ...{ id, connector: "stripe", account: "", eventId: "e", type: "t", body: Buffer.from("") },
      ...{ fingerprint: Buffer.from(""), status: "failed", requestId: "r", receivedAt: ago(70) },
    },
  });
  const { points, ...answer } = await metrics().webhooks({ range: "6h" });
  expect(answer).toMatchObject({ bucketSeconds: 3600, until: now.toISOString() });
  expect(points.find(({ at }) => at === hour.toISOString())).toEqual({
    ...{ at: hour.toISOString(), accepted: 7, refused: 3, failed: 1, sent: 0, unsent: 0 },
  });
  expect(points).toHaveLength(7);
});

test("the system tells of its process and its queues", async () => {
  await product.services.jobs.enqueue("mail.send", {});
  const system = await metrics().system({});
  expect(system).toMatchObject({ version: "0.0.0", eventLoop: [], pool: { waiting: 0 } });
  expect(system.queues.find(({ name }) => name === "mail.send")).toMatchObject({ waiting: 1 });
});
