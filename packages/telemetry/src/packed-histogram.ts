import { bucketMax, type Histogram } from "./histogram.ts";

/**
 * A histogram in few bytes: how many buckets follow; of each how far it is from the one before, and its
 * count. The numbers are unsigned LEB128 (DWARF 5, 7.6). Several in a row are all of them.
 */
export function packHistogram(histogram: Histogram): Buffer<ArrayBuffer> {
  const bytes: number[] = [];
  pushNumber(bytes, histogram.size);
  let last = 0;
  for (const [bucket, count] of [...histogram].sort(([a], [b]) => a - b)) {
    pushNumber(bytes, bucket - last);
    pushNumber(bytes, count);
    last = bucket;
  }
  return Buffer.from(bytes);
}

/** The histogram of all that was packed one after the other. Millions of numbers are read for a chart. */
export function unpackHistogram(packed: Uint8Array): Histogram {
  const counts = new Float64Array(bucketMax + 1);
  let place = 0;
  function readNumber(): number {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = packed[place++] ?? 0;
      if (byte < 128) return number + byte * scale;
      number += (byte - 128) * scale;
    }
  }
  while (place < packed.length) {
    let bucket = 0;
    for (let left = readNumber(); left > 0; left--) {
      bucket += readNumber();
      const count = readNumber();
      counts[bucket] = (counts[bucket] ?? 0) + count;
    }
  }
  const histogram = new Map<number, number>();
  for (const [bucket, count] of counts.entries()) if (count > 0) histogram.set(bucket, count);
  return histogram;
}

function pushNumber(bytes: number[], number: number): void {
  let rest = number;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}
