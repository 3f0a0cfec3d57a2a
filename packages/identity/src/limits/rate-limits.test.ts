import { type Limits, unlimited } from "@crossdock/core";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { createRateLimits, type LimitedCall, type RateLimits } from "./rate-limits.ts";
import type { LimitStore } from "./store.ts";

let nowMs = 0;
let limits: RateLimits;
beforeEach(() => {
  nowMs = 1000;
  limits = open();
});

const perf = { now: () => nowMs };
const open = (failuresMax = 60) =>
  createRateLimits({ store: createMemoryStore({ perf }), failuresMax, perf });
const some = (given: Partial<Limits>): Limits => ({ ...unlimited, ...given });
const call = (given: Partial<Limits>, more: Partial<LimitedCall> = {}) =>
  limits.admit({ key: "key", limits: some(given), ...more });

test("the limit is admitted and the one after is told when to come back", async () => {
  for (const left of [2, 1, 0]) {
    const { headers, refusal } = await call({ perMinute: 3 });
    expect(refusal).toBeNull();
    expect(headers).toEqual({
      "RateLimit-Policy": `"default";q=3;w=60`,
      RateLimit: `"default";r=${left};t=60`,
    });
  }
  nowMs += 12_500;
  const { headers, refusal } = await call({ perMinute: 3 });
  expect(refusal).toEqual({ violated: ["default"], retryAfter: 48 });
  expect(headers.RateLimit).toBe(`"default";r=0;t=48`);
  nowMs += 47_500;
  expect((await call({ perMinute: 3 })).refusal).toBeNull();
});

test("every window is told of, and what runs at once", async () => {
  const all = { perSecond: 5, perMinute: 100, perHour: 1000, perDay: 5000, concurrent: 10 };
  expect((await call(all)).headers).toEqual({
    "RateLimit-Policy": `"default";q=100;w=60, "second";q=5;w=1, "hour";q=1000;w=3600, "day";q=5000;w=86400, "inflight";q=10;qu="concurrent-requests"`,
    RateLimit: `"default";r=99;t=60, "second";r=4;t=1, "hour";r=999;t=3600, "day";r=4999;t=86400, "inflight";r=9`,
  });
});

test("a window that refuses takes from no other", async () => {
  const two = { perSecond: 2, perMinute: 3 };
  for (let at = 0; at < 20; at++) await call(two);
  nowMs += 1000;
  expect((await call(two)).refusal).toBeNull();
  const { refusal } = await call(two);
  expect(refusal).toEqual({ violated: ["default"], retryAfter: 59 });
});

test("a refusal names all that is used up, and the longest wait", async () => {
  const two = { perSecond: 1, perMinute: 1 };
  await call(two);
  const { refusal } = await call(two);
  expect(refusal).toEqual({ violated: ["default", "second"], retryAfter: 60 });
});

test("no more run at once than may, and what is refused is not counted", async () => {
  const two = { perMinute: 10, concurrent: 2 };
  const running = [await call(two), await call(two)];
  const refused = await call(two);
  expect(refused.refusal).toEqual({ violated: ["inflight"], retryAfter: 1 });
  expect(refused.headers.RateLimit).toBe(`"default";r=8;t=60, "inflight";r=0`);
  refused.release();
  expect((await call(two)).refusal).not.toBeNull();
  running[0]?.release();
  expect((await call(two)).refusal).toBeNull();
  expect((await call(two)).refusal).not.toBeNull();
});

test("a call that its window refuses holds no place", async () => {
  const one = { perMinute: 1, concurrent: 2 };
  (await call(one)).release();
  for (let at = 0; at < 5; at++) {
    const { refusal, headers } = await call(one);
    expect(refusal?.violated).toEqual(["default"]);
    expect(headers.RateLimit).toContain(`"inflight";r=2`);
  }
});

test("a store that fails keeps no place taken", async () => {
  const failing: LimitStore = {
    ...createMemoryStore(),
    take: () => Promise.reject(new Error("gone")),
  };
  const broken = createRateLimits({ store: failing });
  const attempt = () => broken.admit({ key: "key", limits: some({ concurrent: 1 }) });
  await expect(attempt()).rejects.toThrow("gone");
  await expect(attempt()).rejects.toThrow("gone");
});

test("a dear call takes more, and one that has too little left takes nothing", async () => {
  await call({ perMinute: 10 }, { cost: 7 });
  expect((await call({ perMinute: 10 }, { cost: 7 })).refusal?.violated).toEqual(["default"]);
  expect((await call({ perMinute: 10 }, { cost: 3 })).headers.RateLimit).toBe(`"default";r=0;t=60`);
});

test("an operation's own limit refuses without taking from the caller's", async () => {
  const operation = { name: "things.make", perMinute: 1 };
  const { headers } = await call({ perMinute: 10 }, { operation });
  expect(headers).toEqual({
    "RateLimit-Policy": `"default";q=10;w=60, "operation";q=1;w=60`,
    RateLimit: `"default";r=9;t=60, "operation";r=0;t=60`,
  });
  const refused = await call({ perMinute: 10 }, { operation });
  expect(refused.refusal).toEqual({ violated: ["operation"], retryAfter: 60 });
  expect(refused.headers.RateLimit).toBe(`"default";r=9;t=60, "operation";r=0;t=60`);
  expect((await call({}, { key: "other", operation })).refusal).toBeNull();
});

test("what is given back can be used again", async () => {
  const operation = { name: "things.read", perMinute: 5 };
  const { giveBack } = await call({ perMinute: 1 }, { operation });
  expect((await giveBack()).RateLimit).toBe(`"default";r=1;t=60, "operation";r=5;t=60`);
  expect((await call({ perMinute: 1 })).refusal).toBeNull();
});

test("one credential does not use up another's quota", async () => {
  await call({ perMinute: 1 });
  expect((await call({ perMinute: 1 })).refusal).not.toBeNull();
  expect((await call({ perMinute: 1 }, { key: "other" })).refusal).toBeNull();
});

test("an unlimited credential has the headers too", async () => {
  const { headers, refusal } = await call({});
  expect(refusal).toBeNull();
  expect(headers).toEqual({
    "RateLimit-Policy": `"default";q=1000000000;w=60`,
    RateLimit: `"default";r=1000000000;t=60`,
  });
});

const anyLimit = fc.option(fc.integer({ min: 1, max: 12 }));
const anyLimits = fc.record({
  ...{ perSecond: anyLimit, perMinute: anyLimit, perHour: anyLimit, perDay: anyLimit },
  concurrent: anyLimit,
});
const anyStep = fc.record({
  passMs: fc.integer({ min: 0, max: 90_000 }),
  cost: fc.integer({ min: 1, max: 15 }),
  end: fc.constantFrom("release", "give back", "run on"),
});

test("whatever is called, each r is at most its q, and the lists name the same limits", async () => {
  const property = fc.asyncProperty(anyLimits, fc.array(anyStep), async (given, steps) => {
    limits = open();
    for (const { passMs, cost, end } of steps) {
      nowMs += passMs;
      const admission = await call(given, { cost });
      expectSane(admission.headers);
      if (end === "give back") expectSane(await admission.giveBack());
      if (end !== "run on") admission.release();
    }
  });
  await fc.assert(property, { seed: 7 });
});

function expectSane(headers: Record<string, string>): void {
  const items = (name: string) => (headers[name] ?? "").split(", ").map((item) => item.split(";"));
  const quotas = items("RateLimit-Policy");
  const lefts = items("RateLimit");
  expect(lefts.map(([name]) => name)).toEqual(quotas.map(([name]) => name));
  for (const [at, [, r = "", t]] of lefts.entries()) {
    const left = Number(r.slice(2));
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left).toBeLessThanOrEqual(Number(quotas[at]?.[1]?.slice(2)));
    if (t !== undefined) expect(t).toMatch(/^t=[1-9]\d*$/);
  }
}

test("failed credentials close an address, and its whole IPv6 network, for a minute", async () => {
  limits = open(3);
  for (const host of ["1", "2", "ffff:1"]) await limits.countFailure(`2001:db8:1:2::${host}`);
  expect(limits.blockedFor("2001:db8:1:2:aaaa::9")).toBe(60);
  expect(limits.blockedFor("2001:db8:1:3::1")).toBeNull();
  for (let failure = 0; failure < 3; failure++) await limits.countFailure("::ffff:203.0.113.7");
  expect(limits.blockedFor("203.0.113.7")).toBe(60);
  expect(limits.blockedFor("203.0.113.8")).toBeNull();
  nowMs += 60_000;
  expect(limits.blockedFor("203.0.113.7")).toBeNull();
  await limits.countFailure("203.0.113.7");
  expect(limits.blockedFor("203.0.113.7")).toBeNull();
});

test("failures of all processes are counted together", async () => {
  const store = createMemoryStore({ perf });
  const [one, other] = [1, 2].map(() => createRateLimits({ store, failuresMax: 4, perf }));
  for (let failure = 0; failure < 3; failure++) await one?.countFailure("203.0.113.7");
  await other?.countFailure("203.0.113.7");
  expect(other?.blockedFor("203.0.113.7")).toBe(60);
  await one?.countFailure("203.0.113.7");
  expect(one?.blockedFor("203.0.113.7")).toBe(60);
});

test("loopback is never closed", async () => {
  limits = open(1);
  for (const address of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]) {
    await limits.countFailure(address);
    await limits.countFailure(address);
    expect(limits.blockedFor(address), address).toBeNull();
  }
});
