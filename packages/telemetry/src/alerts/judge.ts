import { durationOf, type Histogram, percentile } from "../histogram.ts";
import type { Expectation } from "./baseline.ts";
import type { Reading, Verdict } from "./rule.ts";

/** A rule is calm only clearly below its threshold. */
const calmShare = 0.9;

/** What is bad above the threshold. */
export function judgeAbove(value: number, threshold: number): Reading {
  if (value > threshold) return { value, verdict: "broken" };
  return { value, verdict: value < threshold * calmShare ? "calm" : "between" };
}

/** Days that are left: bad below the threshold. */
export function judgeExpiry(daysLeft: number, threshold: number): Reading {
  if (daysLeft < threshold) return { value: daysLeft, verdict: "broken" };
  return { value: daysLeft, verdict: daysLeft * calmShare > threshold ? "calm" : "between" };
}

/**
 * A share in percent. Broken where it is above the threshold beyond chance (the lower end of Wilson's
 * interval at two standard deviations, JASA 1927) and at least `failuresMin` have failed, so that small
 * numbers don't ring and a shop in which everything fails does.
 */
export function judgeRate(
  { failures, total }: { failures: number; total: number },
  threshold: number,
  failuresMin = 5,
): Reading {
  const value = total === 0 ? 0 : (100 * failures) / total;
  if (isAbove(failures, total, threshold / 100, failuresMin)) return { value, verdict: "broken" };
  return { value, verdict: value < threshold * calmShare ? "calm" : "between" };
}

/** A percentile in milliseconds; broken where more are slower than may be, beyond chance. */
export function judgeLatency(histogram: Histogram, share: number, thresholdMs: number): Reading {
  let total = 0;
  let slower = 0;
  for (const [bucket, count] of histogram) {
    total += count;
    if (durationOf(bucket) > thresholdMs * 1000) slower += count;
  }
  const value = (percentile(histogram, share) ?? 0) / 1000;
  if (isAbove(slower, total, 1 - share, 5)) return { value, verdict: "broken" };
  return { value, verdict: value < thresholdMs * calmShare ? "calm" : "between" };
}

/**
 * How many standard deviations the requests of a window are beside what is usual. The deviation holds
 * what the hour itself varies and what chance does in a short window, and is at least four requests, so
 * that small shops don't ring. It must be twice as many as usual besides, or half.
 */
export function judgeUnusual(
  count: number,
  windowMinutes: number,
  expectation: Expectation | null,
  threshold: number,
): Reading {
  if (!expectation) return { value: 0, verdict: "between" };
  const hours = windowMinutes / 60;
  const usual = expectation.mean * hours;
  const deviation = Math.sqrt(expectation.variance * hours * hours + usual + requestsMin ** 2);
  const value = (count - usual) / deviation;
  const isFar = count > usual * 2 || count < usual / 2;
  return { value, verdict: isFar ? verdictOf(Math.abs(value), threshold) : "calm" };
}

/**
 * For how many minutes there have been no requests. Broken after `windowMinutes`, and once even a tenth
 * of what usually comes would have been some: lulls are no silence. `usual` is how many requests come in
 * that time at least; null where nobody knows.
 */
export function judgeSilence(
  silentMinutes: number,
  windowMinutes: number,
  usual: number | null,
): Reading {
  const value = silentMinutes;
  if (silentMinutes < windowMinutes) return { value, verdict: "calm" };
  const isOdd = usual !== null && usual * lullShare >= silentMin;
  return { value, verdict: isOdd ? "broken" : "between" };
}

function verdictOf(value: number, threshold: number): Verdict {
  return judgeAbove(value, threshold).verdict;
}

function isAbove(failures: number, total: number, share: number, failuresMin: number): boolean {
  return failures >= failuresMin && lowestShare(failures, total) > share;
}

function lowestShare(failures: number, total: number): number {
  const [share, z2] = [failures / total, deviations ** 2];
  const spread = deviations * Math.sqrt((share * (1 - share) + z2 / (4 * total)) / total);
  return (share + z2 / (2 * total) - spread) / (1 + z2 / total);
}

const deviations = 2;
const requestsMin = 4;
const lullShare = 0.1;
// Of a Poisson process with eight expected, none come once in three thousand times.
const silentMin = 8;
