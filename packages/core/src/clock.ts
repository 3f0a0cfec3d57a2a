import { z } from "zod";

/** Where domain time comes from. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until told otherwise, for tests and seeds. */
export function fixedClock(start: Date): Clock & { set(at: Date): void } {
  let current = start;
  return {
    now: () => current,
    set(at) {
      current = at;
    },
  };
}

/** A point in time as every answer writes it: ISO 8601, in UTC and to the millisecond. */
export const Timestamp = z.iso.datetime({ precision: 3 }).max(24);
