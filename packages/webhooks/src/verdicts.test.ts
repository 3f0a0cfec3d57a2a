import { fixedClock } from "@crossdock/core";
import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createVerdicts, keptMax } from "./verdicts.ts";

let db: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 3, onError: console.error });
});
afterAll(async () => {
  await db.close();
  await drop();
});

const clock = fixedClock(new Date("2026-03-01T12:59:59Z"));
const refused = { slug: "", network: "203.0.113.0/24", bytes: 2, requestId: "req_1" };

function open() {
  return createVerdicts({ db, clock, live: { publish: () => {} }, onError: console.error });
}

test("verdicts add up by hour and door, whoever counts", async () => {
  const [one, other] = [open(), open()];
  for (const verdicts of [one, other, one]) verdicts.accept("stripe", "accepted");
  one.reject({ ...refused, connector: "stripe", reason: "stale" });
  await Promise.all([one.close(), other.close()]);
  const rows = await db.prisma.inboundCount.findMany({ orderBy: { verdict: "asc" } });
  const hour = new Date("2026-03-01T12:00:00Z");
  expect(rows).toEqual([
    { hour, connector: "stripe", verdict: "accepted", count: 3 },
    { hour, connector: "stripe", verdict: "stale", count: 1 },
  ]);
});

test("of a flood the last ones are kept, and another door's stay", async () => {
  const calm = open();
  calm.reject({ ...refused, connector: "calm", reason: "stale" });
  await calm.close();
  for (let wave = 0; wave < 3; wave++) {
    const verdicts = open();
    for (let count = 0; count < keptMax; count++)
      verdicts.reject({ ...refused, connector: "loud", reason: `wave_${wave}` });
    await verdicts.close();
  }
  const kept = await db.prisma.inboundRejection.groupBy({
    by: ["connector", "reason"],
    where: { connector: { in: ["calm", "loud"] } },
    orderBy: { connector: "asc" },
    _count: true,
  });
  expect(kept).toEqual([
    { connector: "calm", reason: "stale", _count: 1 },
    { connector: "loud", reason: "wave_2", _count: keptMax },
  ]);
  const [counted] = await db.prisma.inboundCount.findMany({ where: { verdict: "wave_0" } });
  expect(counted?.count).toBe(keptMax);
});
