import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./client.ts";
import { copyLine } from "./copy.ts";
import { createTestDatabase } from "./testing.ts";

let db: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 2, onError: console.error });
  await db.query("", "CREATE TABLE kept (n int, t text, b boolean, at timestamptz)", []);
});
afterAll(async () => {
  await db.close();
  await drop();
});

const columns = ["n", "t", "b", "at"];
const at = new Date("2026-03-01T12:00:00.125Z");
const rows = () => db.query<object>("", "SELECT * FROM kept ORDER BY n", []);

test("values of every kind come back as they were, and NUL is left out", async () => {
  const text = 'a\tb\nc\rd\\e\\.\\N "f" ü🛒';
  const lines = [copyLine([1, text, true, at]), copyLine([2, `\0${text}`, false, null])];
  const empty = copyLine([3, "", null, at]);
  await db.copy([{ table: "kept", columns, lines: [...lines, empty].join("") }]);
  expect(await rows()).toEqual([
    { n: 1, t: text, b: true, at },
    { n: 2, t: text, b: false, at: null },
    { n: 3, t: "", b: null, at },
  ]);
});

test("all parts are written or none, and the next copy goes well", async () => {
  const before = await rows();
  const good = { table: "kept", columns, lines: copyLine([9, "a", true, at]) };
  const bad = { table: "kept", columns, lines: "not a number\ta\tt\t\\N\n" };
  await expect(db.copy([good, bad])).rejects.toThrow(/integer/);
  expect(await rows()).toEqual(before);
  await db.copy([good]);
  expect(await rows()).toHaveLength(before.length + 1);
});

test("a connection that breaks while it writes is an error, and the next copy goes well", async () => {
  await db.query("", "CREATE TABLE slow (n int CHECK (pg_sleep(0.2) IS NOT NULL))", []);
  const lines = Array.from({ length: 1000 }, () => "1\n").join("");
  const copied = db.copy([{ table: "slow", columns: ["n"], lines }]).catch((error: Error) => error);
  const end =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY slow%'";
  await expect.poll(async () => (await db.query("", end, [])).length).toBeGreaterThan(0);
  expect(await copied).toBeInstanceOf(Error);
  await db.copy([{ table: "kept", columns, lines: copyLine([10, "b", true, at]) }]);
});

test("a connection that is reset in the middle is an error, and no end of the process", async () => {
  const sockets: Socket[] = [];
  const { hostname, port } = new URL(db.url);
  const relay = createServer((incoming) => {
    const outgoing = connect(Number(port), hostname);
    for (const socket of [incoming, outgoing]) socket.on("error", () => {});
    sockets.push(incoming);
    incoming.pipe(outgoing).pipe(incoming);
  });
  await once(relay.listen(0, "127.0.0.1"), "listening");
  const url = new URL(db.url);
  url.port = String((relay.address() as AddressInfo).port);
  const far = openDatabase({ url: url.href, max: 2, onError: () => {} });
  await db.query("", "CREATE TABLE slower (n int CHECK (pg_sleep(0.2) IS NOT NULL))", []);
  const lines = "1\n".repeat(1000);
  const copied = far.copy([{ table: "slower", columns: ["n"], lines }]).catch((e: Error) => e);
  const running = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY slower%'";
  await expect.poll(async () => (await db.query("", running, [])).length).toBeGreaterThan(0);
  for (const socket of sockets) socket.resetAndDestroy();
  expect(await copied).toBeInstanceOf(Error);
  await far.close();
  relay.close();
});
