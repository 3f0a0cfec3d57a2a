import { fixedClock } from "@crossdock/core";
import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRequestCounter } from "./request-counter.ts";

const clock = fixedClock(new Date("2026-03-01T23:59:59Z"));
let db: Database;
let drop: () => Promise<void>;
let published: string[] = [];
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 2, onError: console.error });
});
afterAll(async () => {
  await db.close();
  await drop();
});

function openCounter() {
  const live = { publish: (topics: Iterable<string>) => published.push(...topics) };
  return createRequestCounter({ db, live, clock, onError: console.error });
}

async function rows() {
  const found = await db.prisma.requestCount.findMany({
    orderBy: [{ day: "asc" }, { transport: "asc" }, { statusClass: "asc" }],
  });
  return found.map(({ day, transport, statusClass, count, firstAt }) => [
    day.toISOString().slice(0, 10),
    ...[transport, statusClass, count],
    firstAt.toISOString(),
  ]);
}

test("answers are summed by UTC day, transport and class, over processes and restarts", async () => {
  const firstAt = clock.now().toISOString();
  const [one, other] = [openCounter(), openCounter()];
  for (const status of [200, 201, 299, 404, 503]) one.count("rest", status);
  one.count("trpc", 200);
  other.count("rest", 200);
  await Promise.all([one.close(), other.close()]);
  clock.set(new Date("2026-03-02T00:00:01Z"));
  const later = openCounter();
  later.count("rest", 200);
  await later.close();
  expect(await rows()).toEqual([
    ["2026-03-01", "rest", 2, 4, firstAt],
    ["2026-03-01", "rest", 4, 1, firstAt],
    ["2026-03-01", "rest", 5, 1, firstAt],
    ["2026-03-01", "trpc", 2, 1, firstAt],
    ["2026-03-02", "rest", 2, 1, clock.now().toISOString()],
  ]);
});

test("the first call's time stays when more come", async () => {
  const before = await rows();
  clock.set(new Date("2026-03-02T10:00:00Z"));
  const counter = openCounter();
  counter.count("rest", 200);
  await counter.close();
  const [was, is] = [before.at(-1) ?? [], (await rows()).at(-1) ?? []];
  expect(is).toEqual([...was.slice(0, 3), 2, was[4]]);
});

test("pages are told of calls of the API, and not of their own", async () => {
  published = [];
  const quiet = openCounter();
  quiet.count("trpc", 200);
  await quiet.close();
  expect(published).toEqual([]);
  const counter = openCounter();
  counter.count("rest", 200);
  await counter.close();
  expect(published).toEqual(["requests"]);
});

test("nothing counted writes nothing", async () => {
  const before = await rows();
  await openCounter().close();
  expect(await rows()).toEqual(before);
});
