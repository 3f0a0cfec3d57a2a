import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./client.ts";
import { type Live, openLive } from "./live.ts";
import { createTestDatabase } from "./testing.ts";

let databases: Database[];
let drop: () => Promise<void>;
let here: Live;
let there: Live;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  const open = () => openDatabase({ url: database.url, max: 2, onError: () => {} });
  databases = [open(), open()];
  [here, there] = (await Promise.all(databases.map((db) => openLive(db, () => {})))) as [
    Live,
    Live,
  ];
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await Promise.all(databases.map((db) => db.close()));
  await drop();
});

/** What a listener hears from now on. */
function hearingOf(live: Live) {
  const heard: string[][] = [];
  const stop = live.subscribe((topics) => heard.push(topics));
  return { heard, stop };
}

test("what one process says, all hear, said together and once", async () => {
  const [mine, theirs] = [hearingOf(here), hearingOf(there)];
  here.publish(["orders"]);
  here.publish(["orders", "ord_1"]);
  await expect.poll(() => theirs.heard).toEqual([["orders", "ord_1"]]);
  await expect.poll(() => mine.heard).toEqual([["orders", "ord_1"]]);
  mine.stop();
  theirs.stop();
});

test("who has stopped listening hears nothing", async () => {
  const [gone, stays] = [hearingOf(there), hearingOf(there)];
  gone.stop();
  here.publish(["products"]);
  await expect.poll(() => stays.heard).toEqual([["products"]]);
  expect(gone.heard).toEqual([]);
  stays.stop();
});

test("what a process says last is heard when it is gone", async () => {
  const { heard, stop } = hearingOf(there);
  const [db] = databases;
  const brief = db && (await openLive(db, () => {}));
  brief?.publish(["keys"]);
  await brief?.close();
  await expect.poll(() => heard).toEqual([["keys"]]);
  stop();
});

test("more than fits into a message is everything", async () => {
  const { heard, stop } = hearingOf(there);
  here.publish(Array.from({ length: 101 }, (_, index) => `ord_${index}`));
  await expect.poll(() => heard).toEqual([["*"]]);
  stop();
});

test("a listener that was cut off comes back, and says that something may be missed", async () => {
  const { heard, stop } = hearingOf(there);
  const [db] = databases;
  await db?.query(
    "cut",
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
    [],
  );
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([["*"]]);
  stop();
});
