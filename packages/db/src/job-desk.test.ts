import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./client.ts";
import { type Jobs, startJobs } from "./jobs.ts";
import { createTestDatabase } from "./testing.ts";

const names = ["mail", "count", "tick"];
let db: Database;
let drop: () => Promise<void>;
let jobs: Jobs;
let working: Jobs;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  const onError = (error: Error) => console.error(error);
  const options = { url: database.url, names, scheduled: ["tick"], onError };
  db = openDatabase({ url: database.url, max: 5, onError });
  jobs = await startJobs({ ...options, worker: false });
  // It has workers, but looks after nobody else's jobs: what the test makes of a job stays so.
  working = await startJobs({ ...options, worker: false });
});
afterAll(async () => {
  await Promise.all([jobs.stop(), working.stop()]);
  await db.close();
  await drop();
});
beforeEach(() => db.query("forget", "DELETE FROM pgboss.job", []));

test("a queue's jobs are counted by their state, and the oldest that is due is told", async () => {
  await add("mail", "state = 'created', start_after = '2026-01-01T00:00:00Z'");
  await add("mail", "state = 'created', start_after = now() + interval '1 hour'");
  await add("mail", "state = 'retry', start_after = now() + interval '1 minute'");
  await add("mail", running);
  await add("mail", stuck);
  await add("mail", failed);
  await add("mail", "state = 'completed', completed_on = now()");
  await jobs.schedule("tick", "0 0 1 1 *");
  const [mail, count, tick] = (await jobs.desk.queues()).queues;
  expect(mail).toEqual({
    ...{ name: "mail", waiting: 2, retrying: 1, running: 1, stuck: 1, failed: 1 },
    oldestDueAt: new Date("2026-01-01T00:00:00Z"),
    nextAt: null,
  });
  expect(count).toMatchObject({ name: "count", waiting: 0, failed: 0, oldestDueAt: null });
  expect(tick?.nextAt?.toISOString()).toMatch(/^20\d\d-01-01T00:00:00/);
});

test("jobs are listed newest first, by queue and state, a page after the other", async () => {
  const made: string[] = [];
  for (let at = 0; at < 5; at += 1) made.push(await add(at % 2 ? "count" : "mail", failed));
  await add("mail", running);
  const first = await jobs.desk.list({ state: "failed", limit: 3 });
  const after = first.at(-1)?.position;
  const second = await jobs.desk.list({ state: "failed", limit: 3, after });
  expect([...first, ...second].map(({ id }) => id)).toEqual(made.toReversed());
  expect(await jobs.desk.list({ queue: "count", limit: 9 })).toHaveLength(2);
  expect(await jobs.desk.list({ queue: "nothing", limit: 9 })).toEqual([]);
  const [job] = await jobs.desk.list({ state: "running", limit: 9 });
  expect(job).toMatchObject({ queue: "mail", state: "running", attempts: 1, attemptsMax: 9 });
});

test("a failed job that is retried runs once more, and tells what it failed with until then", async () => {
  const id = await add("count", failed);
  const found = await jobs.desk.find(id);
  expect(found).toMatchObject({ state: "failed", error: "no room", attempts: 9, data: { n: 1 } });
  await db.transaction(async (tx) => {
    await jobs.desk.retry(tx, await jobs.desk.lock(tx, { id, limit: 1 }));
  });
  expect(await jobs.desk.find(id)).toMatchObject({ state: "retrying", attemptsMax: 10 });
  const runs: object[] = [];
  await working.work("count", async (data) => void runs.push(data));
  await expect.poll(() => runs, late).toEqual([{ n: 1 }]);
  await expect.poll(async () => (await jobs.desk.find(id))?.state).toBe("done");
});

test("a stuck job is begun anew, one that waits for its time is due at once", async () => {
  const ids = [await add("mail", stuck), await add("mail", later)];
  await db.transaction(async (tx) => {
    for (const id of ids) await jobs.desk.retry(tx, await jobs.desk.lock(tx, { id, limit: 1 }));
  });
  const [first, second] = await Promise.all(ids.map(jobs.desk.find));
  expect(first).toMatchObject({ state: "retrying" });
  expect(second).toMatchObject({ state: "waiting" });
  const [mail] = (await jobs.desk.queues()).queues;
  expect(mail?.oldestDueAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test("what a transaction is at is nobody else's, and what it undoes did not happen", async () => {
  const id = await add("mail", failed);
  const undone = db.transaction(async (tx) => {
    await jobs.desk.discard(tx, await jobs.desk.lock(tx, { id, limit: 1 }));
    const other = db.transaction((tx) => jobs.desk.lock(tx, { id, limit: 1 }));
    expect(await other).toEqual([]);
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await jobs.desk.find(id)).not.toBeNull();
  await db.transaction(async (tx) => {
    const endedBy = new Date(Date.now() + 1000);
    const filter = { queue: "mail", state: "failed", endedBy } as const;
    expect(await jobs.desk.count(tx, { ...filter, endedBy: new Date(0) })).toBe(0);
    expect(await jobs.desk.count(tx, filter)).toBe(1);
    await jobs.desk.discard(tx, await jobs.desk.lock(tx, { ...filter, limit: 10 }));
  });
  expect(await jobs.desk.find(id)).toBeNull();
});

test("of a queue that the clock adds to one job waits at the most", async () => {
  for (let at = 0; at < 3; at += 1) await jobs.enqueue("tick", {});
  for (let at = 0; at < 3; at += 1) await jobs.enqueue("mail", {});
  const [mail, , tick] = (await jobs.desk.queues()).queues;
  expect([mail?.waiting, tick?.waiting]).toEqual([3, 1]);
});

test("a queue that is held begins no job, until it is let go; the others go on", async () => {
  const done: string[] = [];
  const release = Promise.withResolvers<void>();
  await working.work("mail", async (data) => {
    await release.promise;
    done.push(`mail ${JSON.stringify(data)}`);
  });
  await working.work("tick", async () => void done.push("tick"));
  await jobs.enqueue("mail", { n: 1 });
  await expect.poll(async () => (await jobs.desk.queues()).queues[0]?.running, late).toBe(1);
  await working.hold(new Set(["mail"]));
  await jobs.enqueue("mail", { n: 2 });
  release.resolve();
  await jobs.enqueue("tick", {});
  await expect.poll(() => done, late).toEqual(['mail {"n":1}', "tick"]);
  expect((await jobs.desk.queues()).queues[0]?.waiting).toBe(1);
  await working.hold(new Set());
  await expect.poll(() => done.at(-1), late).toBe('mail {"n":2}');
});

const late = { timeout: 10_000 };

const running = "state = 'active', started_on = now(), heartbeat_on = now()";
const stuck =
  "state = 'active', started_on = now(), heartbeat_on = now() - interval '1 hour', retry_limit = 2";
const failed = `state = 'failed', started_on = now(), completed_on = now(), retry_count = 8,
  output = '{"name": "Error", "message": "no room", "stack": "at …"}'`;
const later = "start_after = now() + interval '1 day'";

/** A job, and what becomes of it. */
async function add(name: string, set: string): Promise<string> {
  await jobs.enqueue(name, { n: 1 });
  const sql = `UPDATE pgboss.job SET ${set}
    WHERE id = (SELECT id FROM pgboss.job WHERE name = $1 ORDER BY created_on DESC LIMIT 1)
    RETURNING id::text`;
  const [job] = await db.query<{ id: string }>(`make ${set}`.slice(0, 60) + set.length, sql, [
    name,
  ]);
  return job?.id ?? "";
}
