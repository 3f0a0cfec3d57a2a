import { expect, test } from "vitest";
import { roundMax, stretches, tickIndexes } from "./scale.ts";

test.each([
  [0, 1],
  [0.03, 0.05],
  [1, 1],
  [7, 10],
  [11, 20],
  [21, 25],
  [26, 50],
  [1000, 1000],
])("an axis up to %d ends at %d", (value, end) => {
  expect(roundMax(value)).toBeCloseTo(end, 10);
});

test("a gap ends a line, and no line goes through it", () => {
  expect(stretches([null, 1, 2, null, null, 3])).toEqual([
    [
      [1, 1],
      [2, 2],
    ],
    [[5, 3]],
  ]);
  expect(stretches([null])).toEqual([]);
});

test("ticks are as many as there is room for, and within the buckets", () => {
  expect(tickIndexes(61, 6)).toEqual([5, 16, 27, 38, 49, 60]);
  expect(tickIndexes(3, 6)).toEqual([0, 1, 2]);
  expect(tickIndexes(0, 6)).toEqual([]);
});
