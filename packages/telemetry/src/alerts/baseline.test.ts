import { expect, test } from "vitest";
import { type Baseline, expectationAt, hourOfWeek, learn } from "./baseline.ts";

function learnt(...counts: number[]): Baseline {
  let baseline: Baseline | undefined;
  for (const count of counts) baseline = learn(baseline, count);
  if (!baseline) throw new Error("nothing was learnt");
  return baseline;
}

const tuesdayNoon = new Date("2026-03-03T12:30:00Z");

test("hours of the week begin on Monday", () => {
  expect(hourOfWeek(new Date("2026-03-02T00:00:00Z"))).toBe(0);
  expect(hourOfWeek(tuesdayNoon)).toBe(36);
  expect(hourOfWeek(new Date("2026-03-08T23:59:59Z"))).toBe(167);
});

test("the first weeks are a plain mean and variance", () => {
  const { mean, variance, weeks } = learnt(100, 120, 80);
  expect(mean).toBeCloseTo(100);
  expect(variance).toBeCloseTo((20 ** 2 + 20 ** 2) / 3);
  expect(weeks).toBe(3);
});

test("later weeks are followed, and an incident hardly", () => {
  const steady = Array.from({ length: 10 }, (_, week) => 100 + (week % 2) * 10);
  expect(learnt(...steady, 10_000).mean).toBeLessThan(115);
  const grown = learnt(...steady, ...Array.from({ length: 12 }, () => 150));
  expect(grown.mean).toBeGreaterThan(140);
});

test("nothing is expected of what was seen too seldom", () => {
  expect(expectationAt(new Map(), tuesdayNoon)).toBeNull();
  expect(expectationAt(new Map([[36, learnt(100, 100)]]), tuesdayNoon)).toBeNull();
  expect(expectationAt(new Map([[36, learnt(100, 100, 100)]]), tuesdayNoon)?.mean).toBe(100);
});

test("before that the other working days speak for a day, and the weekend for itself", () => {
  const noon = (day: number, count: number) => [day * 24 + 12, learnt(count)] as const;
  const working = new Map([noon(0, 90), noon(2, 100), noon(3, 110)]);
  expect(expectationAt(working, tuesdayNoon)?.mean).toBeCloseTo(100);
  expect(expectationAt(working, new Date("2026-03-07T12:30:00Z"))).toBeNull();
});

test("between two hours the expectation goes from one to the other", () => {
  const baselines = new Map([
    [36, learnt(100, 100, 100)],
    [37, learnt(200, 200, 200)],
  ]);
  expect(expectationAt(baselines, new Date("2026-03-03T13:00:00Z"))?.mean).toBeCloseTo(150);
});
