import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inboxJob, storeInbound } from "./inbox.ts";

let db: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 5, onError: console.error });
});
afterAll(async () => {
  await db.close();
  await drop();
});

const at = new Date("2026-03-01T12:00:00Z");
const body = Buffer.from('{"naïve": "\\u0000 and ü"}');

function receive(eventId: string, more: { connector?: string; account?: string } = {}) {
  const queued: unknown[] = [];
  const jobs = {
    async enqueue(name: string, data: object) {
      queued.push([name, data]);
    },
  };
  const event = { connector: "stripe", account: null, type: "t", requestId: "req_1", at };
  return storeInbound(db, jobs, { ...event, eventId, body, ...more }).then((stored) => ({
    ...stored,
    queued,
  }));
}

test("an event is stored as the bytes that were signed, with one job", async () => {
  const { id, fresh, queued } = await receive("evt_bytes");
  expect(fresh).toBe(true);
  expect(queued).toEqual([[inboxJob, { inboxId: id }]]);
  const row = await db.prisma.inboxEvent.findUniqueOrThrow({ where: { id } });
  expect(Buffer.from(row.body).equals(body)).toBe(true);
  expect(row).toMatchObject({ status: "received", attempts: 0, duplicates: 0, receivedAt: at });
});

test("of many deliveries at once one is fresh; the others are counted", async () => {
  const stored = await Promise.all(Array.from({ length: 10 }, () => receive("evt_many")));
  expect(stored.filter(({ fresh }) => fresh)).toHaveLength(1);
  expect(stored.flatMap(({ queued }) => queued)).toHaveLength(1);
  expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
  const row = await db.prisma.inboxEvent.findFirstOrThrow({ where: { eventId: "evt_many" } });
  expect(row.duplicates).toBe(9);
});

test("an id belongs to its provider and its account there", async () => {
  const stored = [
    await receive("evt_same"),
    await receive("evt_same", { connector: "test" }),
    await receive("evt_same", { account: "acct_1" }),
  ];
  expect(stored.map(({ fresh }) => fresh)).toEqual([true, true, true]);
});

test("where the job cannot be added the event is not stored, so that it is sent again", async () => {
  const jobs = { enqueue: () => Promise.reject(new Error("no queue")) };
  const event = { connector: "stripe", account: null, type: "t", requestId: "req_1", at, body };
  const failed = storeInbound(db, jobs, { ...event, eventId: "evt_undone" });
  await expect(failed).rejects.toThrow("no queue");
  expect(await db.prisma.inboxEvent.count({ where: { eventId: "evt_undone" } })).toBe(0);
});
