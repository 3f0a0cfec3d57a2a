import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { createHttpClient, type HttpClientOptions, type OutboundCall } from "./client.ts";
import type { ProviderNotice } from "./notices.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A clock that moves only when somebody sleeps, or a test moves it. */
function manualTime() {
  let at = 0;
  const slept: number[] = [];
  return {
    slept,
    forward(ms: number) {
      at += ms;
    },
    now: () => at,
    async sleep(ms: number) {
      slept.push(ms);
      at += ms;
    },
  };
}

async function setUp(handle: RequestListener, options: Partial<HttpClientOptions> = {}) {
  const server = createServer(handle);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const time = manualTime();
  const calls: OutboundCall[] = [];
  const notices: ProviderNotice[] = [];
  const http = createHttpClient({
    ...{
      allowLoopback: true,
      now: () => new Date("2026-11-01T12:00:00Z"),
      time,
      random: () => 0.5,
    },
    onCall: (call) => calls.push(call),
    onNotice: (notice) => notices.push(notice),
    ...options,
  });
  cleanups.push(
    () => server.closeAllConnections(),
    () => server.close(),
    http.close,
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/thing`;
  const call = (more: { idempotent?: boolean; deadlineMs?: number } = {}) =>
    http.request({ method: "POST", url, deadlineMs: 10_000, maxBytes: 1000, ...more });
  return { http, url, time, calls, notices, call };
}

/** Answers with these statuses in turn, then with 200; 0 cuts the connection. */
function statuses(list: number[], headers: Record<string, string> = {}): RequestListener {
  const left = [...list];
  return (request, response) => {
    const status = left.shift() ?? 200;
    if (status === 0) request.socket.destroy();
    else response.writeHead(status, headers).end("{}");
  };
}

test.each([[0], [429], [500], [502], [503], [504]])(
  "after %i a call that may be repeated is, after a random part of a doubling span",
  async (status) => {
    const { call, calls, time } = await setUp(statuses([status, status]));
    expect(await call({ idempotent: true })).toMatchObject({ status: 200 });
    expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(time.slept).toEqual([100, 200]);
  },
);

test("what is not marked is sent once, and what is no passing failure too", async () => {
  const unmarked = await setUp(statuses([503]));
  expect((await unmarked.call()).status).toBe(503);
  for (const status of [400, 401, 404, 409, 422]) {
    const { call, calls } = await setUp(statuses([status]));
    expect((await call({ idempotent: true })).status).toBe(status);
    expect(calls).toHaveLength(1);
  }
});

test("three attempts are all, and the last answer is the caller's", async () => {
  const { call, calls } = await setUp(statuses([503, 503, 504]));
  expect((await call({ idempotent: true })).status).toBe(504);
  expect(calls).toHaveLength(3);
});

test("Retry-After is waited for where the deadline allows it, else the answer stands", async () => {
  const soon = await setUp(statuses([429], { "retry-after": "2" }));
  expect((await soon.call({ idempotent: true })).status).toBe(200);
  expect(soon.time.slept).toEqual([2100]);
  const late = await setUp(statuses([429], { "retry-after": "Sun, 01 Nov 2026 12:00:30 GMT" }));
  expect((await late.call({ idempotent: true })).status).toBe(429);
  expect(late.time.slept).toEqual([]);
});

test("repetitions stay at a tenth of a host's calls, whatever fails", async () => {
  let asked = 0;
  // Every third call fails for good: too few in a row for the breaker, too many to repeat them all.
  const { call, calls, time } = await setUp((_request, response) => {
    asked += 1;
    response.writeHead(asked % 3 === 0 ? 503 : 200).end();
  });
  for (let i = 0; i < 300; i += 1) {
    await call({ idempotent: true });
    time.forward(1000);
  }
  const repeated = calls.filter(({ attempt }) => attempt > 1).length;
  expect(repeated).toBeGreaterThan(25);
  expect(repeated).toBeLessThanOrEqual(32);
});

test("a host that fails ten times in a row is left alone, then probed once at a time", async () => {
  let isDown = true;
  let heard = 0;
  const { call, time } = await setUp((_request, response) => {
    heard += 1;
    response.writeHead(isDown ? 500 : 200).end();
  });
  for (let i = 0; i < 10; i += 1) await call();
  const open = { kind: "circuit_open", nothingSent: true };
  await expect(call()).rejects.toMatchObject(open);
  expect(heard).toBe(10);
  time.forward(4999);
  await expect(call()).rejects.toMatchObject(open);
  time.forward(1);
  const [probe, second] = await Promise.allSettled([call(), call()]);
  expect([probe.status, second.status]).toEqual(["fulfilled", "rejected"]);
  expect(heard).toBe(11);
  // The probe failed: the pause is twice as long.
  time.forward(9999);
  await expect(call()).rejects.toMatchObject(open);
  time.forward(1);
  isDown = false;
  expect((await call()).status).toBe(200);
  await Promise.all([call(), call(), call()]);
  expect(heard).toBe(15);
});

test("a host of whose calls half fail is left alone too; answers of 4xx are no failures", async () => {
  let n = 0;
  const half = await setUp((_request, response) => {
    n += 1;
    response.writeHead(n % 2 === 0 ? 500 : 200).end();
  });
  for (let i = 0; i < 20; i += 1) await half.call();
  await expect(half.call()).rejects.toMatchObject({ kind: "circuit_open" });
  const refusing = await setUp((_request, response) => response.writeHead(422).end());
  for (let i = 0; i < 30; i += 1) expect((await refusing.call()).status).toBe(422);
});

test("a host has so many calls at once and no more; who waits past the deadline hears so", async () => {
  let open = 0;
  let most = 0;
  const held: (() => void)[] = [];
  const { call } = await setUp(
    (_request, response) => {
      open += 1;
      most = Math.max(most, open);
      held.push(() => {
        open -= 1;
        response.end();
      });
    },
    { callsAtOnce: 2 },
  );
  const running = [call(), call()];
  await expect.poll(() => held.length).toBe(2);
  await expect(call({ deadlineMs: 20 })).rejects.toMatchObject({ kind: "busy", nothingSent: true });
  let answered = 0;
  for (const one of [...running, call(), call(), call()]) void one.then(() => (answered += 1));
  while (answered < 5) {
    held.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(most).toBe(2);
});

test("an answer is read by its schema; another shape says which member, not what was in it", async () => {
  const { http, call, notices } = await setUp((_request, response) =>
    response.end('{"id":"secret value","items":[{"n":"secret"}]}'),
  );
  const response = await call();
  expect(http.read(response, z.object({ id: z.string() }))).toEqual({ id: "secret value" });
  const schema = z.object({ items: z.array(z.object({ n: z.number() })), more: z.boolean() });
  const read = (wanted: z.ZodType) => () => http.as("acme").read(response, wanted);
  expect(read(schema)).toThrow(expect.objectContaining({ kind: "unknown_shape" }));
  expect(read(z.union([schema, z.string()]))).toThrow();
  const detail =
    "items.0.n: Invalid input: expected number, received string; more: Invalid input: expected boolean, received undefined.";
  expect(notices).toMatchObject([
    { kind: "unknown_shape", connector: "acme", path: "/thing", detail },
    { detail: expect.stringMatching(/^items\.0\.n: /) },
  ]);
});

test("an unknown shape, Deprecation and Sunset are told with the connector's name", async () => {
  const { http, url, notices } = await setUp((_request, response) => {
    response.setHeader("deprecation", "@1793534400");
    response.setHeader("sunset", "Fri, 01 Jan 2027 00:00:00 GMT");
    response.end("<html>");
  });
  const acme = http.as("acme");
  const get = { method: "GET", url: `${url}?key=secret`, deadlineMs: 5000, maxBytes: 100 } as const;
  const response = await acme.request(get);
  expect(() => acme.read(response, z.object({}))).toThrow("not what its documentation says");
  const { host } = new URL(url);
  const common = { connector: "acme", method: "GET", host, path: "/thing" };
  expect(notices).toEqual([
    { ...common, kind: "deprecation", detail: "Deprecated from 2026-11-01." },
    { ...common, kind: "sunset", detail: "Switched off from 2027-01-01." },
    { ...common, kind: "unknown_shape", detail: "It is no JSON." },
  ]);
});
