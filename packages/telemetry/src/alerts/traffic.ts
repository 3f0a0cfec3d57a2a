import type { Histogram } from "../histogram.ts";

/** Requests of some time: errors are answers of 4xx and 5xx, faults those of 5xx. */
export type Traffic = {
  count: number;
  errors: number;
  faults: number;
  histogram: Histogram;
};

/** Requests by the minute they came in, counted from 1970. Minutes without any may be missing. */
export type Series = ReadonlyMap<number, Traffic>;

export const minuteMs = 60_000;

/** The minute that a moment is in. */
export function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / minuteMs);
}

/** The sum of `minutes` minutes that end before the minute `end`. */
export function windowOf(series: Series, end: number, minutes: number): Traffic {
  const sum = { count: 0, errors: 0, faults: 0, histogram: new Map<number, number>() };
  for (let minute = end - minutes; minute < end; minute += 1) {
    const one = series.get(minute);
    if (one) add(sum, one);
  }
  return sum;
}

function add(sum: Traffic & { histogram: Map<number, number> }, one: Traffic): void {
  sum.count += one.count;
  sum.errors += one.errors;
  sum.faults += one.faults;
  for (const [bucket, count] of one.histogram)
    sum.histogram.set(bucket, (sum.histogram.get(bucket) ?? 0) + count);
}
