import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "../testing.ts";
import { createMemoryStore } from "./memory-store.ts";
import { createPostgresStore } from "./postgres-store.ts";
import { createRedisStore } from "./redis-store.ts";
import { boundless, type LimitStore, type Window } from "./store.ts";
import { hasRedis, type RedisServer, startRedis } from "./testing/redis-server.ts";

let world: TestWorld;
let redis: RedisServer | undefined;
const stores: LimitStore[] = [];
beforeAll(async () => {
  world = await createTestWorld();
  if (hasRedis) redis = await startRedis();
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await redis?.kill();
  await world.close();
});

const opened = (store: LimitStore) => {
  stores.push(store);
  return store;
};
const memory = opened(createMemoryStore());
// A busy machine is no fault here.
const patient = { timeoutMs: 5000 };
const patience = { timeout: 10_000 };
const kinds = [
  // Two of them stand for two processes; memory is for one alone.
  { name: "memory", open: () => memory, skip: false },
  {
    name: "PostgreSQL",
    open: () => opened(createPostgresStore({ db: world.db, onError: console.error })),
    skip: false,
  },
  {
    name: "Redis",
    open: () => opened(createRedisStore(redis?.url ?? "", patient)),
    skip: !hasRedis,
  },
];

let made = 0;
const newKey = () => `key ${++made}`;
const aMinute = (max: number): Window[] => [{ seconds: 60, max }];
const used = ({ counts }: { counts: { used: number }[] }) => counts.map((count) => count.used);

for (const { name, open, skip } of kinds) {
  describe.skipIf(skip)(name, () => {
    test("the limit is admitted, and nothing beyond it until the window is over", async () => {
      const [store, key] = [open(), newKey()];
      for (const expected of [1, 2, 3]) {
        const taken = await store.take(key, 1, aMinute(3));
        expect(taken).toMatchObject({ admitted: true, counts: [{ max: 3, used: expected }] });
        expect(taken.counts[0]?.msLeft).toBeGreaterThan(58_000);
        expect(taken.counts[0]?.msLeft).toBeLessThanOrEqual(60_000);
      }
      const refused = await store.take(key, 1, aMinute(3));
      expect(refused).toMatchObject({ admitted: false, counts: [{ used: 3 }] });
      const soon = [{ seconds: 0.2, max: 1 }];
      const short = newKey();
      expect((await store.take(short, 1, soon)).admitted).toBe(true);
      expect((await store.take(short, 1, soon)).admitted).toBe(false);
      await expect
        .poll(async () => (await store.take(short, 1, soon)).admitted, patience)
        .toBe(true);
    });

    test("two processes with a hundred calls each at once admit exactly the limit", async () => {
      const key = newKey();
      const each = [open(), open()].flatMap((store) =>
        Array.from({ length: 100 }, async () => store.take(key, 1, aMinute(70))),
      );
      const taken = await Promise.all(each);
      expect(taken.filter(({ admitted }) => admitted)).toHaveLength(70);
      expect(Math.max(...taken.flatMap(used))).toBe(70);
    });

    test("what one window refuses is taken from no other", async () => {
      const [store, key] = [open(), newKey()];
      const windows = [
        { seconds: 60, max: 2 },
        { seconds: 3600, max: 100 },
        { seconds: 86_400, max: boundless },
      ];
      for (let call = 0; call < 10; call++) await store.take(key, 1, windows);
      expect(used(await store.take(key, 0, windows))).toEqual([2, 2, 2]);
    });

    test("a limit that is set later holds for what was counted before", async () => {
      const [store, key] = [open(), newKey()];
      for (let call = 0; call < 5; call++) await store.take(key, 1, aMinute(boundless));
      expect(await store.take(key, 1, aMinute(5))).toMatchObject({ admitted: false });
      expect(await store.take(key, 1, aMinute(6))).toMatchObject({ admitted: true });
    });

    test("a call that costs more than a whole window takes all of it", async () => {
      const [store, key] = [open(), newKey()];
      const windows = [...aMinute(3), { seconds: 3600, max: 100 }];
      expect(used(await store.take(key, 10, windows))).toEqual([3, 10]);
      expect((await store.take(key, 1, windows)).admitted).toBe(false);
    });

    test("what is given back can be taken again, once", async () => {
      const [store, key] = [open(), newKey()];
      const taken = await store.take(key, 2, aMinute(2));
      expect((await store.take(key, 1, aMinute(2))).admitted).toBe(false);
      expect(await store.giveBack(taken)).toMatchObject([{ max: 2, used: 0 }]);
      expect(await store.giveBack(taken)).toMatchObject([{ used: 0 }]);
      const both = await Promise.all([1, 2, 3].map(async () => store.take(key, 1, aMinute(2))));
      expect(both.filter(({ admitted }) => admitted)).toHaveLength(2);
    });

    test("nothing is given back to the window after", async () => {
      const [store, key] = [open(), newKey()];
      const soon = [{ seconds: 0.1, max: 1 }];
      const early = await store.take(key, 1, soon);
      await expect.poll(async () => (await store.take(key, 1, soon)).admitted, patience).toBe(true);
      await store.giveBack(early);
      const { counts } = await store.take(key, 0, soon);
      expect(counts[0]?.endsMs).toBeGreaterThan(early.counts[0]?.endsMs ?? 0);
      expect(counts[0]?.used === 1 || counts[0]?.msLeft === 100).toBe(true);
    });

    test("whatever is taken and given back, no window is ever more used than it has", async () => {
      const store = open();
      const call = fc.record({ cost: fc.integer({ min: 0, max: 6 }), back: fc.boolean() });
      const maxes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 });
      const property = fc.asyncProperty(
        maxes,
        fc.array(call, { maxLength: 12 }),
        async (max, calls) => {
          const key = newKey();
          const windows = [60, 1800, 3600, 86_400].map((seconds, at) => ({
            seconds,
            max: max[at] ?? 1,
          }));
          for (const { cost, back } of calls) {
            const taken = await store.take(key, cost, windows);
            const after = taken.admitted && back ? await store.giveBack(taken) : taken.counts;
            expect(after.every(({ used, max }) => used >= 0 && used <= max)).toBe(true);
          }
        },
      );
      await fc.assert(property, { numRuns: 40, seed: 1 });
    });
  });
}

test("counts that are over are swept from the database, those that run stay", async () => {
  const store = createPostgresStore({ db: world.db, onError: console.error });
  const [over, runs] = [newKey(), newKey()];
  await store.take(over, 1, [{ seconds: 0.01, max: 1 }]);
  await store.take(runs, 1, [{ seconds: 0.01, max: 1 }, ...aMinute(1)]);
  const keys = { in: [over, runs] };
  await expect
    .poll(async () => {
      await store.sweep();
      return world.db.prisma.limitCount.findMany({ where: { key: keys }, select: { key: true } });
    }, patience)
    .toEqual([{ key: runs }]);
  await store.close();
});
