import { LRUCache } from "lru-cache";
import { type Count, type LimitStore, share, type Taken, type Window } from "./store.ts";

/** A `LimitStore` that answers at once. */
export type MemoryStore = Pick<LimitStore, "close"> & {
  take(key: string, cost: number, windows: readonly Window[]): Taken;
  giveBack(taken: Taken): Count[];
  /** Goes on from what another store has counted. */
  note(taken: Taken): void;
};

type MemoryStoreOptions = {
  /** What windows are measured by, in milliseconds: a clock that never goes back. */
  perf?: { now(): number };
  /** Callers that are kept at the most, those of last. */
  keysMax?: number;
};

/** Counts in this process. */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const { perf = performance, keysMax = 100_000 } = options;
  const known = new LRUCache<string, readonly Count[]>({ max: keysMax });

  return {
    take(key, cost, windows) {
      const now = perf.now();
      const before = known.get(key);
      const counts: Count[] = [];
      let admitted = true;
      // Each call passes here: a loop costs half of what map and every do.
      for (const window of windows) {
        const count = current(window, before?.[counts.length], now);
        if (count.used + share(cost, count) > count.max) admitted = false;
        counts.push(count);
      }
      if (admitted) {
        for (const count of counts) count.used += share(cost, count);
        known.set(key, counts);
      }
      return { key, cost, admitted, counts };
    },
    giveBack({ key, cost, counts }) {
      const kept = known.get(key) ?? [];
      const after = kept.map((count, place) => {
        const isSame = count.endsMs === counts[place]?.endsMs;
        return isSame ? { ...count, used: Math.max(0, count.used - share(cost, count)) } : count;
      });
      known.set(key, after);
      return after;
    },
    note({ key, counts }) {
      const now = perf.now();
      known.set(
        key,
        counts.map((count) => ({ ...count, endsMs: now + count.msLeft })),
      );
    },
    close: async () => {},
  };
}

function current({ seconds, max }: Window, before: Count | undefined, now: number): Count {
  if (before !== undefined && before.endsMs > now) {
    return { max, used: before.used, endsMs: before.endsMs, msLeft: before.endsMs - now };
  }
  return { max, used: 0, endsMs: now + seconds * 1000, msLeft: seconds * 1000 };
}
