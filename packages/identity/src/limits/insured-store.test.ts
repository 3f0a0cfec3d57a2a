import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createInsuredStore } from "./insured-store.ts";
import { createMemoryStore } from "./memory-store.ts";
import { createRedisStore } from "./redis-store.ts";
import type { LimitStore } from "./store.ts";
import { hasRedis, type RedisServer, startRedis } from "./testing/redis-server.ts";

const windows = [{ seconds: 60, max: 100 }];
const patience = { timeout: 10_000 };

describe.skipIf(!hasRedis)("when Redis goes away", () => {
  let redis: RedisServer;
  let lost: Error[] = [];
  let processes: LimitStore[] = [];
  beforeEach(async () => {
    redis = await startRedis();
    lost = [];
    processes = [open(), open()];
  });
  afterEach(async () => {
    for (const one of processes) await one.close();
    await redis.kill();
  });

  const open = (timeoutMs = 5000) =>
    createInsuredStore({
      shared: createRedisStore(redis.url, { timeoutMs }),
      own: createMemoryStore(),
      onLost: (error) => lost.push(error),
    });

  /** Calls of both processes at once; how many were admitted. */
  async function call(key: string, times: number): Promise<number> {
    const calls = processes.flatMap((store) =>
      Array.from({ length: times }, async () => store.take(key, 1, windows)),
    );
    return (await Promise.all(calls)).filter(({ admitted }) => admitted).length;
  }

  test("limits tighten in the middle of a window, and no call fails", async () => {
    expect(await call("busy", 4)).toBe(8);
    await redis.kill();
    // A tenth is 10; of that each process knows some as used.
    expect(await call("busy", 50)).toBeLessThanOrEqual(12);
    expect(await call("busy", 50)).toBe(0);
    expect(await call("new", 50)).toBe(20);
    expect(lost).toHaveLength(2);
  });

  test("who had used up the limit gets nothing more", async () => {
    expect(await call("spent", 80)).toBe(100);
    await redis.kill();
    expect(await call("spent", 80)).toBe(0);
  });

  test("the headers' quota is the tightened one", async () => {
    await redis.kill();
    const [store] = processes;
    expect(await store?.take("told", 1, windows)).toMatchObject({ counts: [{ max: 10, used: 1 }] });
    const least = await store?.take("least", 1, [{ seconds: 60, max: 3 }]);
    expect(least).toMatchObject({ admitted: true, counts: [{ max: 1, used: 1 }] });
  });

  test("limits are whole again by themselves when it is back", async () => {
    await redis.kill();
    await call("back", 1);
    await redis.start();
    await expect
      .poll(async () => (await processes[0]?.take("whole", 0, windows))?.counts[0]?.max, patience)
      .toBe(100);
    expect(lost).toHaveLength(2);
  });

  test("one that hangs costs few calls a twentieth of a second", async () => {
    const hasty = open(50);
    processes.push(hasty);
    await expect
      .poll(async () => (await hasty.take("warm", 0, windows)).counts[0]?.max, patience)
      .toBe(100);
    redis.freeze();
    const started = performance.now();
    for (let turn = 0; turn < 50; turn++) await hasty.take("hangs", 1, windows);
    expect(performance.now() - started).toBeLessThan(1000);
    redis.thaw();
  });

  test("what was taken there is not given back here", async () => {
    const [store] = processes;
    const taken = await store?.take("given", 5, windows);
    await redis.kill();
    const own = await store?.take("given", 5, windows);
    if (!taken || !own) throw new Error("no store");
    expect(await store?.giveBack(taken)).toEqual(taken.counts);
    expect(await store?.giveBack(own)).toMatchObject([{ used: 5 }]);
  });
});
