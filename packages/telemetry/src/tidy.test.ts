import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRecords } from "./postgres-sink.ts";
import { insertRollups } from "./rollups.ts";
import { recordOf } from "./testing/records.ts";
import { tidyRequestLog } from "./tidy.ts";

let db: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 2, onError: console.error });
});
afterAll(async () => {
  await db.close();
  await drop();
});

const now = new Date("2026-11-29T03:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

test("the log goes by days, sums by how fine they are", async () => {
  const records = [0, 6, 8, 29, 30, 31, 89, 91, 799, 801].map((days) =>
    recordOf({ at: daysAgo(days), status: 500 }),
  );
  await insertRecords(db, records);
  await insertRollups(db, records);
  await tidyRequestLog(db, now, 30);
  const left = await db.prisma.requestLog.findMany({ orderBy: { at: "desc" } });
  expect(left.map(({ at }) => at)).toEqual([0, 6, 8, 29, 30].map(daysAgo));
  const sums = await db.prisma.requestRollup.findMany({
    where: { level: 0 },
    orderBy: { at: "desc" },
  });
  const count = (grain: string) => sums.filter((sum) => sum.grain === grain).length;
  expect([count("minute"), count("hour"), count("day")]).toEqual([2, 7, 9]);
  const errors = await db.prisma.errorRollup.groupBy({ by: "grain", _count: true });
  expect(Object.fromEntries(errors.map(({ grain, _count }) => [grain, _count]))).toEqual({
    ...{ hour: 7, day: 9 },
  });
  await tidyRequestLog(db, now, 30);
  expect(await db.prisma.requestLog.count()).toBe(5);
});
