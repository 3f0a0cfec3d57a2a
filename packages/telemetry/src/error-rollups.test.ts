import { fixedClock } from "@crossdock/core";
import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readErrorRollups } from "./read-error-rollups.ts";
import type { RequestRecord } from "./record.ts";
import type { RollupFilter } from "./rollup-query.ts";
import { createRollups, insertRollups } from "./rollups.ts";
import { recordOf } from "./testing/records.ts";

let db: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 4, onError: console.error });
});
beforeEach(() => db.prisma.errorRollup.deleteMany());
afterAll(async () => {
  await db.close();
  await drop();
});

const noon = new Date("2026-03-01T12:00:00Z");
const lost = { status: 404, errorCode: "not_found" };

function failed(time: string, different: Partial<RequestRecord> = {}): RequestRecord {
  const at = new Date(`2026-03-01T${time}Z`);
  return recordOf({ ...lost, at, requestId: `req_${time}`, ...different });
}

const callers = (id: string, partnerId: string | null) => ({
  principal: { kind: "external", id, partnerId },
});

test("each request that failed is once in an hour and a day, with the first and the last of its kind", async () => {
  await insertRollups(db, [
    recordOf(),
    failed("12:59:59"),
    failed("12:00:01"),
    failed("13:00:00"),
    failed("13:00:01", { principal: null, operation: null, version: null, errorCode: null }),
    // An answer of MCP can tell of an error with status 200.
    failed("13:00:02", { transport: "mcp", status: 200, errorCode: "forbidden" }),
  ]);
  const found = await db.prisma.errorRollup.findMany({
    orderBy: [{ grain: "desc" }, { at: "asc" }, { firstAt: "asc" }],
  });
  const time = (at: Date) => at.toISOString().slice(11, 19);
  const kept = found.map((row) => [
    ...[row.grain, time(row.at), row.transport, row.status, row.errorCode, row.operation],
    ...[row.principalId, row.partnerId, row.count, time(row.firstAt), time(row.lastAt)],
    row.requestId,
  ]);
  const books = ["rest", 404, "not_found", "books.get", "key_a", "prt_a"];
  const unknown = ["rest", 404, "", "-", "-", "", 1, "13:00:01", "13:00:01", "req_13:00:01"];
  const mcp = ["mcp", 200, "forbidden", "books.get", "key_a", "prt_a"];
  const once = [1, "13:00:02", "13:00:02", "req_13:00:02"];
  expect(kept).toEqual([
    ["hour", "12:00:00", ...books, 2, "12:00:01", "12:59:59", "req_12:59:59"],
    ["hour", "13:00:00", ...books, 1, "13:00:00", "13:00:00", "req_13:00:00"],
    ["hour", "13:00:00", ...unknown],
    ["hour", "13:00:00", ...mcp, ...once],
    ["day", "00:00:00", ...books, 3, "12:00:01", "13:00:00", "req_13:00:00"],
    ["day", "00:00:00", ...unknown],
    ["day", "00:00:00", ...mcp, ...once],
  ]);
});

test("they are summed up by their code, over all that wrote them", async () => {
  const limited = { status: 429, errorCode: "rate_limited" };
  await insertRollups(db, [failed("11:59:59"), failed("12:10:00"), failed("13:20:00")]);
  await insertRollups(db, [
    failed("12:30:00", limited),
    failed("13:30:00", { ...limited, ...callers("key_b", "prt_b") }),
    failed("13:40:00"),
    failed("13:50:00", { status: 503, errorCode: null }),
  ]);
  const segments = [
    { grain: "hour" as const, from: noon, to: new Date("2026-03-01T14:00:00Z") },
    // Not asked for twice: no day begins in it.
    { grain: "day" as const, from: noon, to: new Date("2026-03-02T00:00:00Z") },
  ];
  const sumsOf = async (filter: RollupFilter) =>
    Object.fromEntries(await readErrorRollups(db, segments, filter));
  const unnamed = { count: 1, faults: 1 };
  expect(await sumsOf({})).toEqual({
    not_found: { count: 3, faults: 0 },
    rate_limited: { count: 2, faults: 0 },
    "": unnamed,
  });
  expect(await sumsOf({ partnerId: "prt_b" })).toEqual({ rate_limited: { count: 1, faults: 0 } });
  expect(await sumsOf({ statusClass: 5 })).toEqual({ "": unnamed });
  expect(await sumsOf({ version: "v1" })).toEqual({});
});

test("a process replaces its own rows; what could not be written is written the next time", async () => {
  const rollups = createRollups({ db, clock: fixedClock(noon) });
  const counts = async () => (await db.prisma.errorRollup.findMany()).map(({ count }) => count);
  rollups.add(failed("12:00:01"));
  await rollups.write();
  expect(await counts()).toEqual([1, 1]);
  await db.query("", "ALTER TABLE error_rollup RENAME TO away", []);
  rollups.add(failed("12:00:02"));
  await expect(rollups.write()).rejects.toThrow();
  await db.query("", "ALTER TABLE away RENAME TO error_rollup", []);
  await rollups.write();
  expect(await counts()).toEqual([2, 2]);
});

test("what comes late counts for the oldest hour that is kept, and tells its own time", async () => {
  const clock = fixedClock(new Date("2026-03-01T13:15:00Z"));
  const rollups = createRollups({ db, clock });
  await rollups.write();
  rollups.add(failed("11:00:00"));
  await rollups.write();
  const row = await db.prisma.errorRollup.findFirst({ where: { grain: "hour" } });
  expect(row).toMatchObject({ at: new Date("2026-03-01T13:00:00Z"), count: 1 });
  expect(row?.firstAt).toEqual(failed("11:00:00").at);
});

test("callers beyond number are summed up as others, each partner's by themselves", async () => {
  const rollups = createRollups({ db, clock: fixedClock(noon) });
  for (let index = 0; index < 5000; index++)
    rollups.add(failed("12:00:00", callers(`iss_1:${index}`, "prt_a")));
  for (const partnerId of ["prt_a", "prt_a", "prt_b", null])
    rollups.add(failed("12:00:00", callers("iss_1:new", partnerId)));
  rollups.add(failed("12:00:00", callers("iss_1:7", "prt_a")));
  rollups.add(failed("12:00:00", { principal: null }));
  await rollups.write();
  const where = { grain: "hour", principalId: { in: ["others", "-", "iss_1:7"] } };
  const rows = await db.prisma.errorRollup.findMany({ where, orderBy: { count: "desc" } });
  const of = rows.map(({ principalId, partnerId, count }) => [principalId, partnerId, count]);
  expect(of.toSorted()).toEqual([
    ["-", "", 1],
    ["iss_1:7", "prt_a", 2],
    ["others", "", 1],
    ["others", "prt_a", 2],
    ["others", "prt_b", 1],
  ]);
});
