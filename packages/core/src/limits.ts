import { z } from "zod";

const Quota = z.int().min(1).max(100_000_000).nullable().default(null);

/** How much a caller may ask for: calls within each window, and calls that run at once. Null is no limit. */
export const Limits = z.strictObject({
  perSecond: Quota,
  perMinute: Quota,
  perHour: Quota,
  perDay: Quota,
  concurrent: Quota.describe("Calls that run at once, in each process"),
});

export type Limits = z.output<typeof Limits>;

export const unlimited: Limits = Limits.parse({});

/** Of a credential for which nobody has said anything else. */
export const defaultLimits: Limits = { ...unlimited, perMinute: 1200, concurrent: 50 };

/** Of each window the lower of the two. */
export function lowerLimits(one: Limits, other: Limits): Limits {
  const lower = (window: keyof Limits) => {
    const [a, b] = [one[window], other[window]];
    return a === null || b === null ? (a ?? b) : Math.min(a, b);
  };
  return {
    perSecond: lower("perSecond"),
    perMinute: lower("perMinute"),
    perHour: lower("perHour"),
    perDay: lower("perDay"),
    concurrent: lower("concurrent"),
  };
}

/** The windows in which `limits` allows more than `most` does. */
export function windowsBeyond(limits: Limits, most: Limits): (keyof Limits)[] {
  const within = lowerLimits(limits, most);
  return Limits.keyof().options.filter((window) => within[window] !== limits[window]);
}
