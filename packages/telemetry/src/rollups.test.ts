import { fixedClock } from "@crossdock/core";
import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bucketOf } from "./histogram.ts";
import { unpackHistogram } from "./packed-histogram.ts";
import { createRollups, insertRollups } from "./rollups.ts";
import { recordOf } from "./testing/records.ts";

let db: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 4, onError: console.error });
});
beforeEach(() => db.prisma.requestRollup.deleteMany());
afterAll(async () => {
  await db.close();
  await drop();
});

const noon = new Date("2026-03-01T12:00:00Z");

async function rows(where: { grain: string; level: number }) {
  const found = await db.prisma.requestRollup.findMany({
    where,
    orderBy: [{ at: "asc" }, { operation: "asc" }, { principalId: "asc" }, { statusClass: "asc" }],
  });
  return found.map((row) => [
    row.at.toISOString().slice(11, 16),
    ...[row.transport, row.operation, row.version, row.principalId, row.partnerId],
    ...[row.statusClass, row.count],
  ]);
}

const records = [
  recordOf(),
  recordOf({ status: 404, principal: null, operation: null, version: null }),
  recordOf({ at: new Date("2026-03-01T13:59:59Z"), operation: "books.list" }),
];

test("who counts a request that failed finds its error too: errors are written first", async () => {
  const written: string[] = [];
  const watched: Pick<Database, "query"> = {
    query(name, text, values) {
      written.push(name);
      return db.query(name, text, values);
    },
  };
  const rollups = createRollups({ db: watched, clock: fixedClock(noon) });
  rollups.add(recordOf({ status: 404, errorCode: "not_found" }));
  await rollups.write();
  expect(written).toEqual(["error-rollups", "request-rollups"]);
});

test("each request is once in every grain and level", async () => {
  await insertRollups(db, records);
  expect(await rows({ grain: "minute", level: 3 })).toEqual([
    ["12:00", "rest", "-", "-", "-", "", 4, 1],
    ["12:00", "rest", "books.get", "v2", "key_a", "prt_a", 2, 1],
    ["13:59", "rest", "books.list", "v2", "key_a", "prt_a", 2, 1],
  ]);
  expect(await rows({ grain: "hour", level: 2 })).toEqual([
    ["12:00", "rest", "", "", "-", "", 4, 1],
    ["12:00", "rest", "", "", "key_a", "prt_a", 2, 1],
    ["13:00", "rest", "", "", "key_a", "prt_a", 2, 1],
  ]);
  expect(await rows({ grain: "day", level: 1 })).toEqual([
    ["00:00", "rest", "-", "-", "", "", 4, 1],
    ["00:00", "rest", "books.get", "v2", "", "", 2, 1],
    ["00:00", "rest", "books.list", "v2", "", "", 2, 1],
  ]);
  expect(await rows({ grain: "day", level: 0 })).toEqual([
    ["00:00", "rest", "", "", "", "", 2, 2],
    ["00:00", "rest", "", "", "", "", 4, 1],
  ]);
});

test("bytes and durations add up, and the histogram tells how long each took", async () => {
  const sizes = { bytesIn: 5_000_000_000, bytesOut: 7 };
  await insertRollups(db, [
    ...[3, 5000, 5000].map((durationUs) => recordOf({ ...sizes, durationUs })),
  ]);
  const row = await db.prisma.requestRollup.findFirst({ where: { grain: "day", level: 3 } });
  expect(row).toMatchObject({ bytesIn: 15_000_000_000n, bytesOut: 21n, durationUs: 10_003n });
  expect(unpackHistogram(row?.histogram ?? Buffer.alloc(0))).toEqual(
    new Map([
      [bucketOf(3), 1],
      [bucketOf(5000), 2],
    ]),
  );
});

test("sums tell when the first and the last of theirs came in", async () => {
  const at = (time: string) => recordOf({ at: new Date(`2026-03-01T${time}Z`) });
  await insertRollups(db, ["12:40:00", "12:00:01.5", "13:59:59", "13:59:58"].map(at));
  const times = async (grain: string) => {
    const where = { grain, level: 3 };
    const found = await db.prisma.requestRollup.findMany({ where, orderBy: { at: "asc" } });
    return found.map(({ firstAt, lastAt }) =>
      [firstAt, lastAt].map((time) => time.toISOString().slice(11, 21)),
    );
  };
  expect(await times("hour")).toEqual([
    ["12:00:01.5", "12:40:00.0"],
    ["13:59:58.0", "13:59:59.0"],
  ]);
  expect(await times("day")).toEqual([["12:00:01.5", "13:59:59.0"]]);
});

test("open pages are told of which transports sums were written, and of no others", async () => {
  const told: string[][] = [];
  const onWritten = (transports: ReadonlySet<string>) => told.push([...transports].toSorted());
  const rollups = createRollups({ db, clock: fixedClock(noon), onWritten });
  for (const transport of ["rest", "mcp"] as const) rollups.add(recordOf({ transport }));
  await rollups.write();
  await rollups.write();
  rollups.add(recordOf({ transport: "trpc" }));
  await rollups.write();
  expect(told).toEqual([["mcp", "rest"], ["trpc"]]);
});

test("a process replaces its own rows, and leaves those of others alone", async () => {
  const clock = fixedClock(noon);
  const [one, other] = [createRollups({ db, clock }), createRollups({ db, clock })];
  for (const rollups of [one, other, one]) {
    rollups.add(recordOf());
    await rollups.write();
  }
  const counts = (await rows({ grain: "hour", level: 0 })).map((row) => row.at(-1));
  expect(counts.toSorted()).toEqual([1, 2]);
});

test("what comes late is added while its minute is kept, and then to the oldest that is", async () => {
  const clock = fixedClock(noon);
  const rollups = createRollups({ db, clock });
  const at = noon;
  rollups.add(recordOf({ at }));
  await rollups.write();
  clock.set(new Date("2026-03-01T12:10:59Z"));
  rollups.add(recordOf({ at }));
  await rollups.write();
  expect(await rows({ grain: "minute", level: 0 })).toEqual([
    ["12:00", "rest", "", "", "", "", 2, 2],
  ]);
  clock.set(new Date("2026-03-01T12:11:00Z"));
  await rollups.write();
  rollups.add(recordOf({ at }));
  await rollups.write();
  expect(await rows({ grain: "minute", level: 0 })).toEqual([
    ["12:00", "rest", "", "", "", "", 2, 2],
    ["12:01", "rest", "", "", "", "", 2, 1],
  ]);
  expect(await rows({ grain: "day", level: 0 })).toEqual([["00:00", "rest", "", "", "", "", 2, 3]]);
});

test("what could not be written is written the next time", async () => {
  const rollups = createRollups({ db, clock: fixedClock(noon) });
  await db.query("", "ALTER TABLE request_rollup RENAME TO away", []);
  rollups.add(recordOf());
  await expect(rollups.write()).rejects.toThrow();
  await db.query("", "ALTER TABLE away RENAME TO request_rollup", []);
  rollups.add(recordOf());
  await rollups.write();
  expect(await rows({ grain: "minute", level: 0 })).toEqual([
    ["12:00", "rest", "", "", "", "", 2, 2],
  ]);
});

test("callers beyond number are summed up as others, and none is lost", async () => {
  const rollups = createRollups({ db, clock: fixedClock(noon) });
  for (let index = 0; index < 5010; index++) {
    const principal = { kind: "external", id: `iss_1:${index}`, partnerId: "prt_a" };
    rollups.add(recordOf({ principal }));
  }
  await rollups.write();
  const where = { grain: "day", level: 2 };
  expect(await db.prisma.requestRollup.count({ where })).toBe(5001);
  expect(
    await db.prisma.requestRollup.findFirst({ where: { ...where, principalId: "others" } }),
  ).toMatchObject({ count: 10, partnerId: "" });
});

test("the sums since the start tell nobody apart", async () => {
  const rollups = createRollups({ db, clock: fixedClock(noon) });
  for (const record of records) rollups.add(record);
  const sums = rollups.cumulative();
  expect(sums.map(([key, { count }]) => [key.operation, key.principalId, count])).toEqual([
    ["books.get", "", 1],
    ["-", "", 1],
    ["books.list", "", 1],
  ]);
  await rollups.write();
  rollups.add(recordOf());
  expect(rollups.cumulative()[0]?.[1].count).toBe(2);
});
