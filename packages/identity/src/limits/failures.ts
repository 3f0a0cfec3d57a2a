import { LRUCache } from "lru-cache";
import { isLoopback, networkOf } from "../network.ts";
import type { LimitStore } from "./store.ts";

/** Calls without a good credential, by address; those of one's own machine are never counted. */
export type Failures = {
  /** Seconds that this address must wait, or null. A look-up in memory. */
  blockedFor(address: string): number | null;
  /** Counts a failed or missing credential. */
  countFailure(address: string): Promise<void>;
};

type FailuresOptions = {
  store: LimitStore;
  /** Failures that an address has a minute. */
  failuresMax: number;
  perf: { now(): number };
};

/** All processes count together; each knows those addresses that have failed at it. */
export function createFailures({ store, failuresMax, perf }: FailuresOptions): Failures {
  const blockedUntil = new LRUCache<string, number>({ max: 10_000 });
  const windows = [{ seconds: 60, max: failuresMax }];

  return {
    blockedFor(address) {
      // Nearly always, and it spares each call the reading of its address.
      if (blockedUntil.size === 0 || isLoopback(address)) return null;
      const network = networkOf(address);
      const msLeft = (blockedUntil.get(network) ?? 0) - perf.now();
      if (msLeft > 0) return Math.ceil(msLeft / 1000);
      blockedUntil.delete(network);
      return null;
    },
    async countFailure(address) {
      if (isLoopback(address)) return;
      const network = networkOf(address);
      const { counts } = await store.take(`failures ${network}`, 1, windows);
      for (const { used, max, msLeft } of counts) {
        if (used >= max) blockedUntil.set(network, perf.now() + msLeft);
      }
    },
  };
}
