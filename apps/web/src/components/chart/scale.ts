/** The end of an axis that begins at 0: the next of 1, 2, 2.5, 5 and 10 times a power of ten. */
export function roundMax(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((step) => step * power >= value * 0.999_999) ?? 10;
  return step * power;
}

/** Stretches of values without a gap, as indexes and values. */
export function stretches(values: readonly (number | null)[]): [number, number][][] {
  const found: [number, number][][] = [];
  let open: [number, number][] | null = null;
  for (const [index, value] of values.entries()) {
    if (value === null) open = null;
    else if (open) open.push([index, value]);
    else {
      open = [[index, value]];
      found.push(open);
    }
  }
  return found;
}

/** Every so manieth of `count` buckets, `most` at the most, the first of them a little in. */
export function tickIndexes(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  const first = Math.floor(step / 2);
  return Array.from(
    { length: Math.ceil((count - first) / step) },
    (_, tick) => first + tick * step,
  );
}
