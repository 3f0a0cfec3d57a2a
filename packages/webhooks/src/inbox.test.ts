import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInbox, storeInbound } from "./inbox.ts";
import { type Inbound, inboxJob } from "./store.ts";

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

const event = { connector: "stripe", account: null, type: "t", requestId: "req_1", at, body };

async function receive(eventId: string, more: Partial<Inbound> = {}) {
  const { queued, jobs } = queueOf();
  const stored = await storeInbound(db, jobs, { ...event, eventId, ...more });
  return { ...stored, queued };
}

function queueOf() {
  const queued: unknown[] = [];
  const jobs = {
    async enqueueAll(name: string, data: readonly object[]) {
      for (const one of data) queued.push([name, one]);
    },
  };
  return { queued, jobs };
}

const rowOf = (id: string) => db.prisma.inboxEvent.findUniqueOrThrow({ where: { id } });

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
  const jobs = { enqueueAll: () => Promise.reject(new Error("no queue")) };
  const failed = storeInbound(db, jobs, { ...event, eventId: "evt_undone" });
  await expect(failed).rejects.toThrow("no queue");
  expect(await db.prisma.inboxEvent.count({ where: { eventId: "evt_undone" } })).toBe(0);
  expect((await receive("evt_undone")).fresh).toBe(true);
});

test("the same id with another text is kept once beside the first, and starts nothing", async () => {
  const first = await receive("evt_conflict");
  const other = { body: Buffer.from("{}") };
  const [one, again] = [await receive("evt_conflict", other), await receive("evt_conflict", other)];
  for (const stored of [one, again])
    expect(stored).toMatchObject({ fresh: false, conflict: true, queued: [], id: one.id });
  expect(one.id).not.toBe(first.id);
  expect(await rowOf(one.id)).toMatchObject({
    ...{ status: "conflict", conflictOf: first.id, duplicates: 1 },
  });
  expect(await rowOf(first.id)).toMatchObject({ status: "received", duplicates: 0 });
});

test("what was fetched is written in another way, and is no conflict", async () => {
  const { id } = await receive("evt_fetched");
  const fetched = await receive("evt_fetched", { body: Buffer.from("{}"), fingerprint: null });
  expect(fetched).toMatchObject({ id, fresh: false, conflict: false });
});

test("what a provider changes between deliveries is no conflict where it says so", async () => {
  const { id } = await receive("evt_marked", { fingerprint: "same" });
  const other = { body: Buffer.from("{}"), fingerprint: "same" };
  expect(await receive("evt_marked", other)).toMatchObject({ id, conflict: false });
});

test("what comes at once is stored together, each event once, with one job each", async () => {
  const { queued, jobs } = queueOf();
  const inbox = createInbox(db, jobs);
  const ids = Array.from({ length: 200 }, (_, at) => `evt_batch_${at % 70}`);
  const stored = await Promise.all(ids.map((eventId) => inbox.store({ ...event, eventId })));
  expect(stored.filter(({ fresh }) => fresh)).toHaveLength(70);
  expect(queued).toHaveLength(70);
  const rows = await db.prisma.inboxEvent.findMany({
    where: { eventId: { startsWith: "evt_batch_" } },
  });
  expect(rows).toHaveLength(70);
  expect(rows.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(130);
  for (const [place, { id }] of stored.entries())
    expect(rows.find((row) => row.id === id)?.eventId).toBe(ids[place]);
});

test("one that cannot be stored takes no other with it", async () => {
  const { jobs } = queueOf();
  const inbox = createInbox(db, jobs);
  const ids = ["evt_good_1", "evt_\0bad", "evt_good_2"];
  const outcomes = await Promise.allSettled(
    ids.map((eventId) => inbox.store({ ...event, eventId })),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
