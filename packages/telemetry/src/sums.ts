import { bucketOf, type Histogram } from "./histogram.ts";
import type { RequestRecord } from "./record.ts";

/** What requests have in common that are summed up together. */
export type SumKey = {
  transport: string;
  /** `-` where there was none, as the version and the principal. */
  operation: string;
  version: string;
  principalId: string;
  /** Empty for the shop's own. */
  partnerId: string;
  statusClass: number;
};

/** Sums over requests; durations and their histogram are in microseconds. */
export type Sum = {
  count: number;
  /** When the first and the last of them came in, in milliseconds since 1970. */
  firstAt: number;
  lastAt: number;
  bytesIn: number;
  bytesOut: number;
  durationUs: number;
  histogram: Map<number, number>;
};

export function emptySum(): Sum {
  return {
    ...{ count: 0, firstAt: Number.POSITIVE_INFINITY, lastAt: Number.NEGATIVE_INFINITY },
    ...{ bytesIn: 0, bytesOut: 0, durationUs: 0, histogram: new Map() },
  };
}

export function addRecord(sum: Sum, { at, durationUs, bytesIn, bytesOut }: RequestRecord): void {
  const bucket = bucketOf(durationUs);
  const time = at.getTime();
  sum.count += 1;
  if (time < sum.firstAt) sum.firstAt = time;
  if (time > sum.lastAt) sum.lastAt = time;
  sum.bytesIn += bytesIn;
  sum.bytesOut += bytesOut;
  sum.durationUs += durationUs;
  sum.histogram.set(bucket, (sum.histogram.get(bucket) ?? 0) + 1);
}

export function addSum(sum: Sum, other: Sum): void {
  sum.count += other.count;
  if (other.firstAt < sum.firstAt) sum.firstAt = other.firstAt;
  if (other.lastAt > sum.lastAt) sum.lastAt = other.lastAt;
  sum.bytesIn += other.bytesIn;
  sum.bytesOut += other.bytesOut;
  sum.durationUs += other.durationUs;
  addHistogram(sum.histogram, other.histogram);
}

function addHistogram(to: Map<number, number>, from: Histogram): void {
  for (const [bucket, count] of from) to.set(bucket, (to.get(bucket) ?? 0) + count);
}

/** 2 to 5; what a caller did not wait for counts as the caller's. */
function statusClassOf(status: number): number {
  return Math.min(Math.max(Math.trunc(status / 100), 2), 5);
}

export function sumKeyOf({ principal, ...record }: RequestRecord): SumKey {
  return {
    transport: record.transport,
    operation: record.operation ?? "-",
    version: record.version ?? "-",
    principalId: principal?.id ?? "-",
    partnerId: principal?.partnerId ?? "",
    statusClass: statusClassOf(record.status),
  };
}
