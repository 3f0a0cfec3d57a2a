import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ApiCall, createUsageRecorder } from "./usage.ts";

let db: Database;
let drop: () => Promise<void>;
let published: string[];
let errors: string[];
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 4, onError: console.error });
});
beforeEach(async () => {
  published = [];
  errors = [];
  await db.prisma.apiUsage.deleteMany();
});
afterAll(async () => {
  await db.close();
  await drop();
});

function openRecorder() {
  const live = { publish: (topics: Iterable<string>) => published.push(...topics) };
  return createUsageRecorder({ db, live, onError: ({ message }) => errors.push(message) });
}

const call: ApiCall = {
  version: "v2",
  operation: "orders.create",
  keyId: "key_a",
  status: 201,
  at: new Date("2026-03-01T23:59:58Z"),
};

async function rows() {
  const found = await db.prisma.apiUsage.findMany({
    orderBy: [{ day: "asc" }, { version: "asc" }, { operation: "asc" }, { keyId: "asc" }],
  });
  return found.map(({ day, lastAt, ...row }) => [
    day.toISOString().slice(0, 10),
    ...[row.version, row.operation, row.keyId, row.calls, row.errors],
    lastAt.toISOString(),
  ]);
}

test("calls are summed by UTC day, version, operation and key, over processes", async () => {
  const [one, other] = [openRecorder(), openRecorder()];
  const later = new Date("2026-03-01T23:59:59Z");
  for (const status of [201, 399, 400, 503]) one.record({ ...call, status });
  one.record({ ...call, keyId: "key_b", at: later });
  other.record({ ...call, at: later });
  other.record({ ...call, version: "v1" });
  other.record({ ...call, operation: "orders.get" });
  other.record({ ...call, at: new Date("2026-03-02T00:00:00Z") });
  await Promise.all([one.close(), other.close()]);
  expect(await rows()).toEqual([
    ["2026-03-01", "v1", "orders.create", "key_a", 1, 0, call.at.toISOString()],
    ["2026-03-01", "v2", "orders.create", "key_a", 5, 2, later.toISOString()],
    ["2026-03-01", "v2", "orders.create", "key_b", 1, 0, later.toISOString()],
    ["2026-03-01", "v2", "orders.get", "key_a", 1, 0, call.at.toISOString()],
    ["2026-03-02", "v2", "orders.create", "key_a", 1, 0, "2026-03-02T00:00:00.000Z"],
  ]);
});

test("the last call stays the last, in whatever order the processes write", async () => {
  for (const at of [new Date("2026-03-01T12:00:00Z"), new Date("2026-03-01T11:00:00Z")]) {
    const recorder = openRecorder();
    recorder.record({ ...call, at });
    await recorder.close();
  }
  expect(await rows()).toEqual([
    ["2026-03-01", "v2", "orders.create", "key_a", 2, 0, "2026-03-01T12:00:00.000Z"],
  ]);
});

test("it is written within seconds, and open pages are told", async () => {
  const recorder = openRecorder();
  recorder.record(call);
  await expect.poll(rows, { timeout: 10_000 }).toHaveLength(1);
  expect(published).toEqual(["operations", "usage"]);
  await recorder.close();
  expect(published, "nothing was left to write").toEqual(["operations", "usage"]);
});

test("many processes that write the same rows in different orders get all of them in", async () => {
  const keys = Array.from({ length: 200 }, (_, index) => `key_${index}`);
  const recorders = Array.from({ length: 8 }, openRecorder);
  for (const [index, recorder] of recorders.entries())
    for (const keyId of index % 2 ? keys : keys.toReversed()) recorder.record({ ...call, keyId });
  await Promise.all(recorders.map((recorder) => recorder.close()));
  const counts = (await rows()).map(([, , , , calls]) => calls);
  expect(counts).toEqual(keys.map(() => recorders.length));
});

test("there is room for ten thousand; what is more is dropped, counted and told", async () => {
  const recorder = openRecorder();
  for (let index = 0; index < 10_003; index++) recorder.record({ ...call, keyId: `key_${index}` });
  recorder.record({ ...call, keyId: "key_0" });
  await recorder.close();
  expect(await db.prisma.apiUsage.count()).toBe(10_000);
  expect(await db.prisma.apiUsage.findFirst({ where: { keyId: "key_0" } })).toMatchObject({
    calls: 2,
  });
  expect(errors).toEqual(["3 API calls were not counted: too many keys at once"]);
});

test("a write that fails is told, and the next one goes well", async () => {
  const recorder = openRecorder();
  await db.prisma.$executeRaw`ALTER TABLE api_usage RENAME TO api_usage_away`;
  recorder.record(call);
  await expect.poll(() => errors.length, { timeout: 10_000 }).toBe(1);
  await db.prisma.$executeRaw`ALTER TABLE api_usage_away RENAME TO api_usage`;
  recorder.record(call);
  await recorder.close();
  expect(await rows()).toHaveLength(1);
});
