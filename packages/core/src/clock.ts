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
