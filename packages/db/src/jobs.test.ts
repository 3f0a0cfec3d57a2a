import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./client.ts";
import { type Jobs, startJobs } from "./jobs.ts";
import { createTestDatabase } from "./testing.ts";

let db: Database;
let drop: () => Promise<void>;
let adding: Jobs;
let working: Jobs;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  const onError = (error: Error) => console.error(error);
  const options = { url: database.url, names: ["greet", "flaky", "later", "many"], onError };
  db = openDatabase({ url: database.url, max: 5, onError });
  adding = await startJobs({ ...options, worker: false });
  working = await startJobs({ ...options, worker: true });
});
afterAll(async () => {
  await Promise.all([adding.stop(), working.stop()]);
  await db.close();
  await drop();
});

test("a job exists if and only if its transaction commits, and runs in another process", async () => {
  const undone = db.transaction(async (tx) => {
    await adding.enqueue("greet", { name: "undone" }, { tx });
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  await db.transaction((tx) => adding.enqueue("greet", { name: "done" }, { tx }));
  await adding.enqueue("greet", { name: "alone" });
  const greeted: unknown[] = [];
  await working.work("greet", async (data) => {
    greeted.push(data);
  });
  await expect.poll(() => greeted, { timeout: 10_000 }).toHaveLength(2);
  expect(greeted).toEqual(expect.arrayContaining([{ name: "done" }, { name: "alone" }]));
});

test("a job whose handler throws is tried again", async () => {
  let runs = 0;
  const done = Promise.withResolvers<void>();
  await working.work("flaky", async () => {
    runs += 1;
    if (runs === 1) throw new Error("not now");
    done.resolve();
  });
  await adding.enqueue("flaky", {});
  await done.promise;
  expect(runs).toBe(2);
});

test("a backlog is worked off one after the other, without a pause between", async () => {
  await db.quickTransaction((run) =>
    adding.enqueueAll(
      "many",
      Array.from({ length: 30 }, (_, at) => ({ at })),
      run,
    ),
  );
  const done: object[] = [];
  const start = performance.now();
  await working.work("many", async (data) => {
    done.push(data);
  });
  await expect.poll(() => done.length, { timeout: 25_000 }).toBe(30);
  // A poll each would take as many seconds, however quick the machine.
  expect(performance.now() - start).toBeLessThan(20_000);
});

test("a job that is for later waits", async () => {
  await adding.enqueue("later", {}, { startAfterSeconds: 3600 });
  const [job] = await db.query<{ state: string; wait: number }>(
    "later",
    `SELECT state::text, extract(epoch FROM start_after - now())::int AS wait
     FROM pgboss.job WHERE name = 'later'`,
    [],
  );
  expect(job?.state).toBe("created");
  expect(job?.wait).toBeGreaterThan(3500);
});

test("the queues tell how long the oldest job waits that could run, and a worker that it is there", async () => {
  await adding.enqueue("later", {}, { startAfterSeconds: 3600 });
  const oldest = async () =>
    (await adding.stats()).find(({ name }) => name === "later")?.oldestSeconds;
  expect(await oldest(), "what is not due does not wait").toBe(0);
  await adding.enqueue("later", {});
  await db.query(
    "",
    "UPDATE pgboss.job SET start_after = now() - interval '90 s' WHERE name = 'later' AND start_after <= now()",
    [],
  );
  expect(await oldest()).toBeGreaterThanOrEqual(90);
  expect(await oldest()).toBeLessThan(150);
  await expect.poll(() => adding.workerSeenAt(), { timeout: 15_000 }).toBeInstanceOf(Date);
});
