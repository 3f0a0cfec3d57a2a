import { createServer, type Server } from "node:http";
import { createTestProduct, type TestProduct } from "@crossdock/api/testing";
import { createHttpClient } from "@crossdock/http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startHeartbeat } from "./heartbeat.ts";

let product: TestProduct;
let server: Server;
let url: string;
const calls: string[] = [];
let status = 200;
const operatorHttp = createHttpClient({ allowLoopback: true, now: () => new Date() });

beforeAll(async () => {
  product = await createTestProduct();
  server = createServer((req, res) => {
    calls.push(`${req.method} ${req.url}`);
    res.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/ping/secret`;
});
afterAll(async () => {
  server.close();
  await operatorHttp.close();
  await product.close();
});

/** The first beat of a worker, and what its log says. */
async function beatOnce(since = product.clock.now()): Promise<string[]> {
  const said: string[] = [];
  const onError = (error: unknown) => void said.push((error as Error).message);
  const { db, clock } = product;
  const now = clock.now();
  clock.set(since);
  const stop = startHeartbeat({ db, clock, operatorHttp }, url, onError);
  clock.set(now);
  await stop();
  return said;
}

test("an address outside is called, and no other", async () => {
  expect(await beatOnce()).toEqual([]);
  expect(calls).toEqual(["GET /ping/secret"]);
  await startHeartbeat({ ...product, operatorHttp }, undefined, () => {})();
  expect(calls).toHaveLength(1);
});

test("it does not beat while no alerts are judged", async () => {
  const now = product.clock.now();
  const stale = new Date(now.getTime() - 10 * 60_000);
  await product.db.prisma.alertClock.create({
    data: { id: 1, evaluatedAt: stale, watchingSince: stale },
  });
  expect(await beatOnce(stale)).toEqual(["no alerts were judged lately"]);
  expect(calls).toHaveLength(1);
  await product.db.prisma.alertClock.update({ where: { id: 1 }, data: { evaluatedAt: now } });
  expect(await beatOnce(stale)).toEqual([]);
  expect(calls).toHaveLength(2);
});

test("what cannot be told is in the log", async () => {
  status = 404;
  expect(await beatOnce()).toEqual(["it answered 404"]);
});
