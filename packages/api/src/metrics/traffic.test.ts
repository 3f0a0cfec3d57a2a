import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestProduct, keyOf, outcomeOf, rollUp, type TestProduct } from "../testing/index.ts";

let product: TestProduct;
// A Wednesday.
const now = new Date("2026-11-25T12:34:56Z");
beforeAll(async () => {
  product = await createTestProduct();
  product.clock.set(now);
});
beforeEach(() => product.db.prisma.requestRollup.deleteMany());
afterAll(() => product.close());

const traffic: Traffic = (filter) => product.as().metrics.traffic(filter);
type Traffic = ReturnType<TestProduct["as"]>["metrics"]["traffic"];

const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const days = (count: number) => count * 24 * 60;
const add = (called: Parameters<typeof rollUp>[1]) => rollUp(product.db, called);

async function called(filter: Parameters<Traffic>[0]) {
  const { points } = await traffic(filter);
  return points.filter(({ count }) => count > 0).map(({ at, count }) => [at, count]);
}

describe("the grain", () => {
  test("an hour is shown by minutes, the present one unfinished", async () => {
    await add({ at: ago(59) });
    await add({ at: now, durations: [1, 2, 3] });
    await add({ at: ago(62) });
    const { points, ...answer } = await traffic({ range: "1h" });
    expect(answer).toMatchObject({
      ...{ from: "2026-11-25T11:34:00.000Z", to: "2026-11-25T12:35:00.000Z" },
      ...{ bucketSeconds: 60, until: now.toISOString(), previous: null },
      total: { count: 4 },
    });
    expect(points).toHaveLength(61);
    expect(await called({ range: "1h" })).toEqual([
      ["2026-11-25T11:35:00.000Z", 1],
      ["2026-11-25T12:34:00.000Z", 3],
    ]);
  });

  test("a day is shown by ten minutes", async () => {
    for (const minute of [0, 4, 5, days(1)]) await add({ at: ago(minute) });
    const { bucketSeconds, points } = await traffic({});
    expect([bucketSeconds, points.length]).toEqual([600, 145]);
    expect(await called({})).toEqual([
      ["2026-11-24T12:30:00.000Z", 1],
      ["2026-11-25T12:20:00.000Z", 1],
      ["2026-11-25T12:30:00.000Z", 2],
    ]);
  });

  test("a month is shown by four hours, and never asks for minutes", async () => {
    for (const minute of [0, 60, days(30)]) await add({ at: ago(minute) });
    await product.db.prisma.requestRollup.deleteMany({ where: { grain: "minute" } });
    const { bucketSeconds, points } = await traffic({ range: "30d" });
    expect([bucketSeconds, points.length]).toEqual([14_400, 181]);
    expect(await called({ range: "30d" })).toEqual([
      ["2026-10-26T12:00:00.000Z", 1],
      ["2026-11-25T08:00:00.000Z", 1],
      ["2026-11-25T12:00:00.000Z", 1],
    ]);
  });

  test("a quarter is shown by days, two years by weeks that begin with Monday", async () => {
    for (const minute of [0, days(89)]) await add({ at: ago(minute) });
    await product.db.prisma.requestRollup.deleteMany({ where: { grain: { not: "day" } } });
    const quarter = [
      ["2026-08-28T00:00:00.000Z", 1],
      ["2026-11-25T00:00:00.000Z", 1],
    ];
    expect(await called({ range: "90d" })).toEqual(quarter);
    const years = await traffic({ range: "799d" });
    expect(years.bucketSeconds).toBe(7 * 86_400);
    expect(years.points.length).toBeLessThanOrEqual(116);
    expect((await called({ range: "799d" })).at(-1)).toEqual(["2026-11-23T00:00:00.000Z", 1]);
  });

  test("an hour of last week is shown by hours, since no minutes are kept", async () => {
    await add({ at: ago(days(8)) });
    await product.db.prisma.requestRollup.deleteMany({ where: { grain: "minute" } });
    const [from, to] = [ago(days(8) + 30).toISOString(), ago(days(8) - 30).toISOString()];
    expect(await traffic({ from, to })).toMatchObject({ bucketSeconds: 3600, total: { count: 1 } });
  });

  test.each(["1m", "5m", "90m", "199m", "200m", "6h", "23h", "24h", "25h", "3d", "29d", "31d"])(
    "%s is shown by 200 points at the most",
    async (range) => {
      const { points, bucketSeconds } = await traffic({ range });
      expect(points.length).toBeLessThanOrEqual(200);
      expect(points.length * bucketSeconds).toBeGreaterThanOrEqual(minutesOf(range) * 60);
    },
  );
});

const minutesOf = (range: string) =>
  Number.parseInt(range, 10) * ({ m: 1, h: 60, d: 1440 }[range.at(-1) ?? ""] ?? 0);

describe("the sums", () => {
  test("several writers are summed, classes are told apart, and their percentiles are exact", async () => {
    const draw = (index: number) => Math.round(200 * 1.0021 ** ((index * 7919) % 4000));
    const durations = Array.from({ length: 4000 }, (_, index) => draw(index));
    const parts = [durations.slice(0, 1000), durations.slice(1000, 3500), durations.slice(3500)];
    await add({ at: now, durations: parts[0], status: 201 });
    await add({ at: now, durations: parts[1], status: 404 });
    await add({ at: ago(3), durations: parts[2], status: 503 });
    const { total, points } = await traffic({ range: "5m" });
    expect(total).toMatchObject({ count: 4000, errors: 3000, faults: 500 });
    expect(total).toMatchObject({ bytesIn: 40_000, bytesOut: 400_000 });
    expect(points.at(-1)).toMatchObject({ count: 3500, errors: 2500, faults: 0 });
    const exact = durations.toSorted((a, b) => a - b);
    for (const [member, share] of [
      ["p50", 0.5],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const) {
      const right = (exact[Math.ceil(share * 4000) - 1] ?? 0) / 1000;
      expect(Math.abs((total[member] ?? 0) - right) / right).toBeLessThanOrEqual(0.02);
    }
  });

  test("what was not called has no percentile", async () => {
    const { total, points } = await traffic({ range: "5m" });
    const nothing = { count: 0, errors: 0, bytesOut: 0, p50: null, p95: null, p99: null };
    expect(total).toMatchObject(nothing);
    for (const point of points) expect(point).toMatchObject(nothing);
  });

  test("the time right before is told where it is asked for and kept", async () => {
    await add({ at: ago(2) });
    await add({ at: ago(40), durations: [1, 1, 1] });
    const { from, previous } = await traffic({ range: "30m", compare: true });
    expect(previous).toMatchObject({ to: from, total: { count: 3 } });
    expect(previous?.points).toHaveLength(31);
    const from800 = { range: "799d", compare: true };
    expect((await traffic(from800)).previous).toBeNull();
  });
});

describe("the filters", () => {
  beforeEach(async () => {
    await add({ at: now, operation: "orders.list", version: "v2", principalId: "key_a" });
    await add({ at: now, operation: "orders.list", version: "v1", principalId: "key_b" });
    await add({ at: now, operation: "orders.get", version: "v2", principalId: "key_b" });
    await add({ at: now, transport: "mcp", status: 422 });
  });

  test.each([
    [{}, 4],
    [{ transport: "mcp" }, 1],
    [{ transport: "rest" }, 3],
    [{ operation: "orders.list" }, 2],
    [{ version: "v2" }, 2],
    [{ principalId: "key_b" }, 2],
    [{ operation: "orders.list", principalId: "key_b" }, 1],
    [{ operation: "orders.get", version: "v2", principalId: "key_b", transport: "rest" }, 1],
    [{ operation: "orders.get", principalId: "key_a" }, 0],
    [{ status: "4xx" }, 1],
    [{ status: "2xx", operation: "orders.list" }, 2],
  ] as const)("%j", async (filter, count) => {
    for (const range of ["1h", "7d", "90d"])
      expect((await traffic({ ...filter, range })).total.count).toBe(count);
  });

  test("a single status, a time that ends before it begins, and unknown filters are refused", async () => {
    const bad = [{ status: "404" }, { from: ago(5).toISOString(), to: ago(6).toISOString() }];
    for (const filter of [...bad, { from: ago(-5).toISOString() }, { range: "5y" }, { ip: "x" }])
      expect(await outcomeOf(traffic(filter))).toBe("validation_failed");
  });

  test("a partner's caller sees the own calls, and cannot ask for another's", async () => {
    const { id: partnerId } = await product.as().partners.create({ name: "Acme" });
    const { id: rival } = await product.as().partners.create({ name: "Rival" });
    await add({ at: now, operation: "orders.list", principalId: "key_p", partnerId });
    await add({ at: now, operation: "orders.list", principalId: "key_r", partnerId: rival });
    const own = product.as(keyOf(partnerId, ["logs:read"])).metrics;
    expect((await own.traffic({})).total.count).toBe(1);
    expect((await own.traffic({ operation: "orders.list" })).total.count).toBe(1);
    expect((await own.traffic({ principalId: "key_r" })).total.count).toBe(0);
    expect(await outcomeOf(own.traffic({ partnerId: rival }))).toBe("not_found");
    expect((await traffic({ partnerId })).total.count).toBe(1);
    expect(await outcomeOf(product.as(keyOf(null, [])).metrics.traffic({}))).toBe("forbidden");
  });
});
