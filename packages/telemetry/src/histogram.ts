/**
 * Durations in buckets that grow by 4 %, so that sums of histograms over any time give percentiles
 * that are right within 2 % (as DDSketch, Masson et al., VLDB 2019). Bucket 0 holds what took no
 * microsecond; bucket i what took more than 1.04^(i-1) and at most 1.04^i microseconds.
 */
export type Histogram = ReadonlyMap<number, number>;

/** The bucket of a duration in microseconds. */
export function bucketOf(microseconds: number): number {
  if (microseconds <= 1) return 0;
  return Math.min(Math.ceil(Math.log(microseconds) / logGrowth), bucketMax);
}

/** The duration in microseconds that stands for a bucket: at most 2 % from all that are in it. */
export function durationOf(bucket: number): number {
  return bucket === 0 ? 1 : (2 * growth ** bucket) / (growth + 1);
}

/** The histogram of all that is in any of these. */
export function mergeHistograms(histograms: Iterable<Histogram>): Histogram {
  const merged = new Map<number, number>();
  for (const histogram of histograms)
    for (const [bucket, count] of histogram) merged.set(bucket, (merged.get(bucket) ?? 0) + count);
  return merged;
}

/** The duration in microseconds that a share of `histogram` (0 to 1) does not exceed; null of none. */
export function percentile(histogram: Histogram, share: number): number | null {
  const total = [...histogram.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(share * total));
  let seen = 0;
  for (const [bucket, count] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= rank) return durationOf(bucket);
  }
  return null;
}

const growth = 1.04;
const logGrowth = Math.log(growth);
// More than half an hour.
export const bucketMax = 550;
