import { insertRecords, insertRollups, type RequestRecord } from "@crossdock/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  developerOf,
  keyOf,
  recordOf,
  type TestProduct,
} from "../testing/index.ts";
import { groupsInLog, groupsInSums } from "./error-groups.ts";

let product: TestProduct;
const now = new Date("2026-11-25T12:00:00Z");
const partnerId = "prt_01aaaaaaaaaaaaaaaaaaaaaaaa";
beforeAll(async () => {
  product = await createTestProduct();
  product.clock.set(now);
  await insertRecords(product.db, records);
  // Two processes have written the sums.
  for (const odd of [0, 1]) {
    await insertRollups(
      product.db,
      records.filter((_, index) => index % 2 === odd),
    );
  }
});
afterAll(() => product.close());

const errors = (filter: Filter) => product.as().logs.errors(filter);
type Filter = Parameters<ReturnType<TestProduct["as"]>["logs"]["errors"]>[0];

const hours = (count: number) => new Date(now.getTime() - count * 3_600_000);

// One each seven minutes for five days, every third of which failed.
const records: RequestRecord[] = Array.from({ length: 1000 }, (_, index) => {
  const at = new Date(now.getTime() - (index + 1) * 7 * 60_000);
  const principal = {
    ...{ kind: "apiKey", id: `key_${index % 7}` },
    partnerId: index % 7 === 1 ? partnerId : null,
  };
  const [operation, version] = index % 2 ? ["orders.list", "v2"] : [null, null];
  const failure =
    index % 4 === 0
      ? { status: 429, errorCode: "rate_limited" }
      : { status: 404, errorCode: index % 5 === 0 ? null : "not_found" };
  return recordOf(at, {
    ...{ operation, version, principal: index % 11 === 0 ? null : principal },
    ...(index % 3 === 0 ? failure : {}),
  });
});

test.each(["count", "lastAt"] as const)("by %s the sums tell what the log does", async (sort) => {
  for (const period of [
    { from: hours(80), to: now },
    { from: hours(75), to: hours(5) },
    { from: hours(30), to: new Date(now.getTime() + 1000) },
  ]) {
    const search = { conditions: [], period, sort, limit: 100 };
    const inLog = await groupsInLog(product.db, search);
    expect(inLog.length).toBeGreaterThan(10);
    expect(await groupsInSums(product.db, search, now)).toEqual(inLog);
    const few = { ...search, limit: 3 };
    expect(await groupsInSums(product.db, few, now)).toEqual(inLog.slice(0, 3));
  }
});

test("each filter that the sums know narrows them", async () => {
  const count = async (filter: Filter) =>
    (await errors({ range: "5d", ...filter })).data.reduce((sum, group) => sum + group.count, 0);
  const failed = records.filter(({ status }) => status >= 400);
  const of = (fits: (record: RequestRecord) => boolean) => failed.filter(fits).length;
  expect(await count({})).toBe(failed.length);
  expect(await count({ errorCode: "rate_limited" })).toBe(of(({ status }) => status === 429));
  expect(await count({ status: "404" })).toBe(of(({ status }) => status === 404));
  expect(await count({ operation: "orders.list" })).toBe(of(({ operation }) => operation !== null));
  expect(await count({ version: "v2", principalId: "key_3" })).toBe(
    of(({ version, principal }) => version === "v2" && principal?.id === "key_3"),
  );
  const own = of(({ principal }) => principal?.partnerId === partnerId);
  expect(await count({ partnerId })).toBe(own);
  for (const caller of [keyOf(partnerId, ["logs:read"]), developerOf(partnerId)]) {
    const { data } = await product.as(caller).logs.errors({ range: "5d" });
    expect(data.reduce((sum, group) => sum + group.count, 0)).toBe(own);
  }
});

test("a day or longer is read from the sums: from its first hour on, and where the log is gone", async () => {
  const later = [{ at: hours(40) }, { at: hours(40.4) }, { at: hours(41.1) }].map(({ at }) =>
    recordOf(at, { operation: "carts.get", status: 500, errorCode: "internal" }),
  );
  await insertRollups(product.db, later);
  const count = async (filter: Filter) =>
    (await errors({ operation: "carts.get", ...filter })).data.map((group) => group.count);
  const from = hours(40.3).toISOString();
  expect(await count({ from })).toEqual([2]);
  expect(await count({ from, status: "5xx" })).toEqual([2]);
  expect(await count({ range: "40h" })).toEqual([1]);
  expect(await count({ range: "39h" })).toEqual([]);
  // What sums do not know, and less than a day, is read from the log, where these are not.
  expect(await count({ from, method: "GET" })).toEqual([]);
  expect(await count({ from, to: hours(17).toISOString() })).toEqual([]);
});
