import { many } from "../../../../words.ts";

/** What came in during a bucket of time; `faults` are errors too. */
export type Bar = { at: string; count: number; errors: number; faults: number };

/** Bars that are chosen, from where it began to where it has come, in either direction. */
export type Selection = { from: number; to: number };

export function spanOf({ from, to }: Selection): { first: number; last: number } {
  return { first: Math.min(from, to), last: Math.max(from, to) };
}

/** Where a bar's time is over, ISO 8601. */
export function endOf({ at }: Pick<Bar, "at">, bucketSeconds: number): string {
  return new Date(Date.parse(at) + bucketSeconds * 1000).toISOString();
}

/** What a key makes of the choice; null of a key that is none of the figure's. */
export function steppedTo(
  key: string,
  chosen: Selection | null,
  { count, wide }: { count: number; wide: boolean },
): Selection | null {
  const current = chosen?.to ?? count;
  const next = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: count - 1 }[key];
  if (next === undefined || count === 0) return null;
  const to = Math.min(count - 1, Math.max(0, next));
  return { from: wide && chosen ? chosen.from : to, to };
}

/** `14:05:00 – 14:10:00: 120 requests, 3 refused, 1 failed`. */
export function bucketWords(
  points: readonly Bar[],
  bucketSeconds: number,
  selection: Selection,
  clock: (at: string) => string,
): string {
  const { first, last } = spanOf(selection);
  const bars = points.slice(first, last + 1);
  const [begin, end] = [bars[0], bars.at(-1)];
  if (!begin || !end) return "";
  const sum = (of: (bar: Bar) => number) => bars.reduce((total, bar) => total + of(bar), 0);
  const [errors, faults] = [sum((bar) => bar.errors), sum((bar) => bar.faults)];
  const parts = [
    many(
      sum(({ count }) => count),
      "request",
    ),
    ...(errors > faults ? [`${errors - faults} refused`] : []),
    ...(faults > 0 ? [`${faults} failed`] : []),
  ];
  return `${clock(begin.at)} – ${clock(endOf(end, bucketSeconds))}: ${parts.join(", ")}`;
}
