import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./client.ts";
import { copyLine, createCopyLines } from "./copy-lines.ts";
import { createTestDatabase } from "./testing.ts";
import { isUnavailable } from "./transaction.ts";

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
  const lines = createCopyLines();
  lines.add(copyLine([1, text, true, at]));
  lines.add(copyLine([2, `\0${text}`, false, null]));
  lines.add(copyLine([3, "", null, at]));
  await db.copy([{ table: "kept", columns, lines: lines.pieces }]);
  expect(await rows()).toEqual([
    { n: 1, t: text, b: true, at },
    { n: 2, t: text, b: false, at: null },
    { n: 3, t: "", b: null, at },
  ]);
});

test("all parts are written or none, and the next copy goes well", async () => {
  const before = await rows();
  const good = { table: "kept", columns, lines: () => [copyLine([9, "a", true, at])] };
  const bad = { table: "kept", columns, lines: () => ["not a number\ta\tt\t\\N\n"] };
  await expect(db.copy([good, bad])).rejects.toThrow(/integer/);
  expect(await rows()).toEqual(before);
  await db.copy([good]);
  expect(await rows()).toHaveLength(before.length + 1);
});

test("a connection that breaks while it writes is an error, and the next copy goes well", async () => {
  await db.query("", "CREATE TABLE slow (n int CHECK (pg_sleep(0.2) IS NOT NULL))", []);
  const lines = () => ["1\n".repeat(1000)];
  const copied = db.copy([{ table: "slow", columns: ["n"], lines }]).catch((error: Error) => error);
  const end =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY slow%'";
  await expect.poll(async () => (await db.query("", end, [])).length).toBeGreaterThan(0);
  expect(await copied).toBeInstanceOf(Error);
  await db.copy([{ table: "kept", columns, lines: () => [copyLine([10, "b", true, at])] }]);
});

test("a connection that is reset in the middle is an error, and no end of the process", async () => {
  const { far, reset, close } = await openFar();
  await db.query("", "CREATE TABLE slower (n int CHECK (pg_sleep(0.2) IS NOT NULL))", []);
  const lines = () => ["1\n".repeat(1000)];
  const copied = far.copy([{ table: "slower", columns: ["n"], lines }]).catch((e: Error) => e);
  const running = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY slower%'";
  await expect.poll(async () => (await db.query("", running, [])).length).toBeGreaterThan(0);
  reset();
  expect(await copied).toBeInstanceOf(Error);
  await close();
});

test.each([
  ["after", true],
  ["before", false],
])(
  "a copy that is cut off %s its COMMIT arrived is written once when it is repeated",
  async (when, arrives) => {
    await db.query("", `CREATE TABLE once_${when} (n int)`, []);
    const { far, cutAtCommit, close } = await openFar();
    const parts = [{ table: `once_${when}`, columns: ["n"], lines: () => ["1\n"] }];
    cutAtCommit(arrives);
    await expect(far.copy(parts)).rejects.toSatisfy(isUnavailable);
    const rows = () => db.query("", `SELECT n FROM once_${when}`, []);
    if (arrives) await expect.poll(rows).toHaveLength(1);
    await expect.poll(() => far.copy(parts).then(() => "written", String)).toBe("written");
    expect(await rows()).toHaveLength(1);
    await far.copy(parts);
    expect(await rows(), "a copy that was told of as written is another one").toHaveLength(2);
    await close();
  },
);

/** The same database over a relay that can be cut. */
async function openFar() {
  const sockets: Socket[] = [];
  let commitArrives: boolean | undefined;
  const { hostname, port } = new URL(db.url);
  const relay = createServer((incoming) => {
    const outgoing = connect(Number(port), hostname);
    for (const socket of [incoming, outgoing]) socket.on("error", () => {});
    sockets.push(incoming);
    outgoing.pipe(incoming);
    incoming.on("close", () => outgoing.end());
    incoming.on("data", (data) => {
      const isCut = commitArrives !== undefined && data.includes("COMMIT");
      if (!isCut || commitArrives) outgoing.write(data);
      if (!isCut) return;
      commitArrives = undefined;
      incoming.resetAndDestroy();
    });
  });
  await once(relay.listen(0, "127.0.0.1"), "listening");
  const url = new URL(db.url);
  url.port = String((relay.address() as AddressInfo).port);
  const far = openDatabase({ url: url.href, max: 2, onError: () => {} });
  return {
    far,
    reset() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    /** Cuts the connection at the next COMMIT, which reaches the server or does not. */
    cutAtCommit(arrives: boolean) {
      commitArrives = arrives;
    },
    async close() {
      await far.close();
      relay.close();
    },
  };
}
