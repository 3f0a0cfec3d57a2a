import { once } from "node:events";
import { connect } from "node:net";
import { type Limits, unlimited } from "@crossdock/core";
import { hasRedis, type RedisServer, startRedis } from "@crossdock/identity/testing/redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { send } from "./testing/rest-client.ts";
import type { ServerEnv } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { until } from "./testing/until.ts";

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await startTestApp();
  url = (await app.serve()).url;
});
afterAll(() => app.close());

async function createKey(limits: Partial<Limits>): Promise<string> {
  const made = { name: "limited", scopes: ["products:read", "orders:write"], limits };
  return (await app.as().keys.create(made)).key;
}

const list = (url: string, key: string) =>
  send(url, { method: "GET", path: "/api/v2/products?limit=1", key });

test("a refusal names the quotas that are used up, and leaves the others whole", async () => {
  const key = await createKey({ perMinute: 100, perDay: 1 });
  expect((await list(url, key)).status).toBe(200);
  const { status, headers, body } = await list(url, key);
  expect({ status, body }).toMatchObject({
    status: 429,
    body: { code: "rate_limited", "violated-policies": ["day"] },
  });
  expect(headers.get("ratelimit-policy")).toBe(`"default";q=100;w=60, "day";q=1;w=86400`);
  expect(headers.get("ratelimit")).toMatch(/^"default";r=99;t=\d+, "day";r=0;t=\d+$/);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(86_000);
});

test("a refusal has the same members as XML", async () => {
  const key = await createKey({ perMinute: 1 });
  await list(url, key);
  const response = await fetch(`${url}/api/v2/products`, {
    headers: { Authorization: `Bearer ${key}`, Accept: "application/xml" },
  });
  expect(response.status).toBe(429);
  expect(await response.text()).toContain("<violated-policies><i>default</i></violated-policies>");
});

test("no more calls of a key run at once than may; a caller that hangs up makes room", async () => {
  const key = await createKey({ concurrent: 2 });
  const left = async () => (await list(url, key)).headers.get("ratelimit");
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(unfinishedOrder(key));
  await until("the slow call runs", async () => (await left()) === `"inflight";r=0`);
  await app.product.db.prisma.apiKey.update({
    where: { hash: app.product.identity.apiKeys.hash(key) },
    data: { limits: { ...unlimited, concurrent: 1 } },
  });
  await until("one call may run", async () => (await list(url, key)).status === 429);
  const { headers, body } = await list(url, key);
  expect(body).toMatchObject({ "violated-policies": ["inflight"] });
  expect(headers.get("ratelimit-policy")).toBe(`"inflight";q=1;qu="concurrent-requests"`);
  expect(headers.get("ratelimit")).toBe(`"inflight";r=0`);
  expect(headers.get("retry-after")).toBe("1");
  socket.destroy();
  await once(socket, "close");
  await until("the place is free", async () => (await list(url, key)).status === 200);
});

/** A request whose body is still on its way. */
function unfinishedOrder(key: string): string {
  const lines = [
    ...["POST /api/v2/orders HTTP/1.1", "Host: localhost", `Authorization: Bearer ${key}`],
    ...["Idempotency-Key: slow", "Content-Type: application/json", "Content-Length: 100"],
  ];
  return `${lines.join("\r\n")}\r\n\r\n{"lines`;
}

test("an operation may cost more than a call", async () => {
  const key = await createKey({ perMinute: 12 });
  const cancel = {
    method: "POST",
    path: "/api/v2/orders/ord_00000000000000000000000000/cancel",
    key,
  };
  expect((await send(url, cancel)).headers.get("ratelimit")).toMatch(/r=7;/);
  expect((await send(url, cancel)).headers.get("ratelimit")).toMatch(/r=2;/);
  expect((await send(url, cancel)).status).toBe(429);
  expect((await list(url, key)).headers.get("ratelimit")).toMatch(/r=1;/);
});

describe("two processes that count in PostgreSQL", () => {
  let urls: string[];
  beforeAll(async () => {
    urls = await serveTwo({ LIMITS: "postgres" });
  });

  test("admit exactly the limit", async () => {
    const key = await createKey({ perMinute: 30, perHour: 1000 });
    expect(await flood(urls, key, 60)).toBe(30);
    const { headers } = await list(urls[0] ?? "", key);
    expect(headers.get("ratelimit")).toMatch(/^"default";r=0;t=\d+, "hour";r=970;t=\d+$/);
  });
});

describe.skipIf(!hasRedis)("two processes that count in Redis", () => {
  let redis: RedisServer;
  let urls: string[];
  beforeAll(async () => {
    redis = await startRedis();
    urls = await serveTwo({ REDIS_URL: redis.url });
  });
  afterAll(() => redis.kill());

  test("share a limit; when Redis is killed limits tighten, and nothing fails", async () => {
    const [busy, fresh] = [await createKey({ perMinute: 30 }), await createKey({ perMinute: 30 })];
    // A busy machine may answer too late: what a process grants alone is a tenth at the most.
    const admitted = await flood(urls, busy, 60);
    expect(admitted).toBeGreaterThanOrEqual(6);
    expect(admitted).toBeLessThanOrEqual(36);
    await redis.kill();
    expect(await flood(urls, busy, 20)).toBe(0);
    const { status, headers } = await list(urls[0] ?? "", fresh);
    expect(status).toBe(200);
    expect(headers.get("ratelimit-policy")).toBe(`"default";q=3;w=60`);
    expect(await flood(urls, fresh, 20)).toBe(5);
  });
});

async function serveTwo(env: ServerEnv): Promise<string[]> {
  const servers = [await app.serve(env), await app.serve(env)];
  return servers.map(({ url }) => url);
}

/** Calls them by turns, all at once; how many calls were admitted. */
async function flood(urls: string[], key: string, times: number): Promise<number> {
  const calls = Array.from({ length: times }, (_, at) => list(urls[at % urls.length] ?? "", key));
  const answers = await Promise.all(calls);
  expect(answers.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
  return answers.filter(({ status }) => status === 200).length;
}
