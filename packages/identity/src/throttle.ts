import { AppError } from "@crossdock/core";
import type { LimitStore, Taken } from "./limits/store.ts";
import { sha256Hex } from "./secrets.ts";

/** Counts what can be guessed: the tries of a quarter of an hour by whom they are about, and from where. */
export type Throttle = {
  /**
   * Counts a try against each of the names, before it is looked at: a thousand guesses at once would
   * else all get in. The name of the network comes first: who has no tries left there can't use up
   * those of other people's accounts.
   * @returns what takes the try back, for when it was right
   * @throws AppError `rate_limited` beyond `triesMax`
   */
  begin(names: readonly string[], triesMax?: number): Promise<() => Promise<void>>;
};

/** In the database's store neither a restart nor another process gives new tries. */
export function createThrottle(store: LimitStore): Throttle {
  return {
    async begin(names, triesMax = 10) {
      const begun: Taken[] = [];
      for (const name of names) {
        // Names tell of people: what is stored is no list of them.
        const window = { seconds: 15 * 60, max: triesMax };
        const taken = await store.take(`tries ${sha256Hex(name)}`, 1, [window]);
        if (!taken.admitted) throw noTriesLeft(taken);
        begun.push(taken);
      }
      return async () => {
        for (const taken of begun) await store.giveBack(taken);
      };
    },
  };
}

function noTriesLeft({ counts: [count] }: Taken): AppError {
  return new AppError("rate_limited", {
    detail: "Too many tries. Try again later.",
    retryAfter: Math.max(1, Math.ceil((count?.msLeft ?? 0) / 1000)),
  });
}
