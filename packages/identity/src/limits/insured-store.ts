import type { MemoryStore } from "./memory-store.ts";
import type { LimitStore, Taken, Window } from "./store.ts";

type InsuredStoreOptions = {
  /** The store of all processes. */
  shared: LimitStore;
  /** The one of this process, which stands in. */
  own: MemoryStore;
  perf?: { now(): number };
  /** Told once when the shared store does not answer any more. */
  onLost: (error: Error) => void;
};

/**
 * A shared store that never fails its callers. While it is gone each process counts for itself and grants a
 * tenth of each limit, beginning with what it knows was used: ten processes together grant no more
 * than before. It is asked again ten times a second.
 */
export function createInsuredStore(options: InsuredStoreOptions): LimitStore {
  const { shared, own, perf = performance, onLost } = options;
  const standIns = new WeakSet<Taken>();
  let askAgainMs = 0;
  let isLost = false;

  /** Nothing where the shared store does not answer. */
  async function ask<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (isLost && perf.now() < askAgainMs) return undefined;
    // One call tries; those beside it need not wait for another failure.
    if (isLost) askAgainMs = perf.now() + retryMs;
    try {
      const answer = await work();
      isLost = false;
      return answer;
    } catch (error) {
      if (!isLost) onLost(error as Error);
      isLost = true;
      askAgainMs = perf.now() + retryMs;
      return undefined;
    }
  }

  return {
    async take(key, cost, windows) {
      const taken = await ask(async () => shared.take(key, cost, windows));
      if (taken !== undefined) {
        own.note(taken);
        return taken;
      }
      const standIn = own.take(key, cost, windows.map(tighter));
      standIns.add(standIn);
      return standIn;
    },
    async giveBack(taken) {
      if (standIns.has(taken)) return own.giveBack(taken);
      return (await ask(async () => shared.giveBack(taken))) ?? taken.counts;
    },
    async close() {
      await shared.close();
    },
  };
}

const retryMs = 100;

function tighter({ seconds, max }: Window): Window {
  return { seconds, max: Math.max(1, Math.floor(max / 10)) };
}
