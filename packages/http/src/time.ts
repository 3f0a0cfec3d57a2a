import { setTimeout as sleep } from "node:timers/promises";

/** What waits and deadlines are measured by, in milliseconds: a clock that never goes back. */
export type Time = { now(): number; sleep(ms: number): Promise<void> };

export const realTime: Time = {
  now: () => performance.now(),
  sleep: (ms) => sleep(ms),
};
