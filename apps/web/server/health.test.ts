import { createServer, type IncomingMessage } from "node:http";
import { fixedClock } from "@crossdock/core";
import { type Database, openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createHealth, type Health } from "./health.ts";
import { listen } from "./testing/listen.ts";

let db: Database;
let drop: () => Promise<void>;
let queries: string[];
let seen: Date | null;
let health: Health;
let url: string;
const clock = fixedClock(new Date("2026-03-01T12:00:00Z"));

const server = createServer((req, res) => {
  const path = req.url ?? "";
  void (path === "/livez" ? health.live(req, res) : health.ready(req, res));
});

beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = openDatabase({ url: database.url, max: 2, onError: console.error });
  url = await listen(server);
});
beforeEach(async () => {
  queries = [];
  seen = clock.now();
  const isOperator = (req: IncomingMessage) => req.headers["x-test"] === "operator";
  const jobs = { workerSeenAt: async () => seen };
  const query: Database["query"] = (name, text, values) => {
    queries.push(name);
    return db.query(name, text, values);
  };
  health = await createHealth({ db: { query }, jobs, clock, isOperator });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await db.close();
  await drop();
});

async function ask(path: string, who = "stranger") {
  const answer = await fetch(`${url}${path}`, { headers: { "x-test": who } });
  return { status: answer.status, body: await answer.json() };
}

test("5,000 looks ask the database once each, not 5,000 times", async () => {
  for (let wave = 0; wave < 50; wave++)
    await Promise.all(Array.from({ length: 100 }, () => ask("/readyz")));
  const migrations = queries.filter((name) => name === "ready-migrations");
  expect(migrations.length).toBeLessThanOrEqual(4);
  expect(queries.length - migrations.length).toBeLessThanOrEqual(20);
  expect(queries.length).toBeGreaterThan(0);
});

test("the operator sees each check, others whether it takes requests", async () => {
  expect(await ask("/readyz", "operator")).toEqual({
    status: 200,
    body: {
      status: "pass",
      checks: { process: "pass", database: "pass", migrations: "pass", worker: "pass" },
    },
  });
  expect(await ask("/readyz")).toEqual({ status: 200, body: { status: "pass" } });
  expect(await ask("/livez", "operator")).toEqual({ status: 200, body: { status: "pass" } });
});

test("without a worker it still takes requests, and says so", async () => {
  seen = new Date(clock.now().getTime() - 61_000);
  expect(await ask("/readyz", "operator")).toMatchObject({
    status: 200,
    body: { status: "pass", checks: { worker: "warn" } },
  });
});

test("a database that lacks a migration of this release is not served on", async () => {
  const [last] = await db.query<{ name: string }>(
    "",
    "SELECT max(migration_name) AS name FROM _prisma_migrations",
    [],
  );
  const rename = "UPDATE _prisma_migrations SET migration_name = $2 WHERE migration_name = $1";
  await db.query("", rename, [last?.name, "hidden"]);
  expect(await ask("/readyz", "operator")).toMatchObject({
    status: 503,
    body: { status: "fail", checks: { database: "pass", migrations: "fail" } },
  });
  await db.query("", rename, ["hidden", last?.name]);
});

test("who drains is alive and not ready", async () => {
  health.drain();
  expect(await ask("/readyz")).toEqual({ status: 503, body: { status: "fail" } });
  expect((await ask("/livez")).status).toBe(200);
});
