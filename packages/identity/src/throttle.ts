import { AppError } from "@crossdock/core";
import { RateLimiterMemory } from "rate-limiter-flexible";

/** Counts what can be guessed: the tries of a quarter of an hour by whom they are about, and from where. */
export type Throttle = {
  /**
   * Counts a try, before it is looked at: a thousand guesses at once would else all get in.
   * @throws AppError `rate_limited` beyond `triesMax`
   */
  begin(names: readonly string[], triesMax?: number): Promise<void>;
  /** Takes a try back: it was right. */
  forgive(names: readonly string[]): Promise<void>;
};

export function createThrottle(): Throttle {
  const tries = new RateLimiterMemory({ points: 10, duration: 15 * 60 });
  return {
    async begin(names, triesMax = 10) {
      for (const name of names) {
        const { consumedPoints, msBeforeNext } = await tries.penalty(name);
        if (consumedPoints <= triesMax) continue;
        throw new AppError("rate_limited", {
          detail: "Too many tries. Try again later.",
          retryAfter: Math.ceil(msBeforeNext / 1000),
        });
      }
    },
    async forgive(names) {
      for (const name of names) await tries.reward(name);
    },
  };
}
