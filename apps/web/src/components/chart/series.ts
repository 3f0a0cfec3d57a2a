/** How a series is told from the others: by colour, and by its pattern or dashes where none is seen. */
export type Look = "good" | "refused" | "failed" | "first" | "second" | "third";

export type Series = {
  name: string;
  look: Look;
  /** A value a bucket; null where there is none, which is a gap and not a zero. */
  values: readonly (number | null)[];
  /** What it comes to over the whole time, in words. */
  total?: string;
};

/** What a chart shows: decided before anything is drawn. */
export type ChartModel = {
  title: string;
  /** What it says, in a sentence. */
  summary: string;
  /** `stack`: parts of one bar; `lines`: values of their own. */
  kind: "stack" | "lines";
  series: readonly Series[];
  words(value: number): string;
};

/** When the buckets are. */
export type Buckets = {
  /** ISO 8601, oldest first. */
  starts: readonly string[];
  seconds: number;
  /** Up to when it is known: what ends later is unfinished. */
  until: string;
};

/** Whether the last bucket still runs. */
export function isUnfinished({ starts, seconds, until }: Buckets): boolean {
  const last = starts.at(-1);
  return last !== undefined && Date.parse(last) + seconds * 1000 > Date.parse(until);
}
