import { expect, test } from "vitest";
import { bucketOf, percentile } from "./histogram.ts";
import { seeded } from "./testing/seeded.ts";

const random = seeded(7);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Durations in microseconds, as servers have them. */
const distributions: Record<string, () => number> = {
  "even, 100 µs to 50 ms": () => 100 + random() * 49_900,
  "log-normal around 4 ms": () => Math.exp(Math.log(4000) + 0.9 * normal()),
  "cache hits and a slow third party": () =>
    random() < 0.8 ? 300 + 200 * random() : 400_000 * (1 + random()),
  "Pareto, a long tail": () => 800 / (1 - random()) ** (1 / 1.2),
  "all the same": () => 12_345,
};

test.each(Object.keys(distributions))("percentiles of %s are within 2 % of exact", (name) => {
  const draw = distributions[name] ?? (() => 0);
  const exact = Array.from({ length: 50_000 }, () => Math.round(draw())).sort((a, b) => a - b);
  const histogram = new Map<number, number>();
  for (const value of exact) {
    const bucket = bucketOf(value);
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
  }
  for (const share of [0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1]) {
    const right = exact[Math.ceil(share * exact.length) - 1] ?? 0;
    const estimate = percentile(histogram, share) ?? 0;
    expect(Math.abs(estimate - right) / right, `p${share * 100}`).toBeLessThanOrEqual(0.02);
  }
});

test("of nothing there is no percentile", () => {
  expect(percentile(new Map(), 0.5)).toBeNull();
});

test("what is beyond measure is in the last bucket, what took no time in the first", () => {
  expect(bucketOf(0)).toBe(0);
  expect(bucketOf(Number.MAX_SAFE_INTEGER)).toBe(550);
});
