import { expect, test } from "vitest";
import { type Bar, bucketWords, endOf, steppedTo } from "./bars.ts";

const bars: Bar[] = [0, 1, 2].map((minute) => ({
  at: `2026-03-01T10:0${minute}:00.000Z`,
  count: 10,
  errors: minute,
  faults: minute === 2 ? 1 : 0,
}));

test("bars are told in words, one or several", () => {
  const clock = (at: string) => at.slice(11, 16);
  expect(bucketWords(bars, 60, { from: 0, to: 0 }, clock)).toBe("10:00 – 10:01: 10 requests");
  expect(bucketWords(bars, 60, { from: 2, to: 1 }, clock)).toBe(
    "10:01 – 10:03: 20 requests, 2 refused, 1 failed",
  );
});

test("a bar ends where the next begins", () => {
  expect(endOf({ at: "2026-03-01T10:02:00.000Z" }, 60)).toBe("2026-03-01T10:03:00.000Z");
});

test("arrows go from bar to bar and stop at the ends, with Shift they choose several", () => {
  const one = { count: 3, wide: false };
  expect(steppedTo("ArrowLeft", null, one)).toEqual({ from: 2, to: 2 });
  expect(steppedTo("ArrowLeft", { from: 0, to: 0 }, one)).toEqual({ from: 0, to: 0 });
  expect(steppedTo("ArrowLeft", { from: 2, to: 2 }, { count: 3, wide: true })).toEqual({
    ...{ from: 2, to: 1 },
  });
  expect(steppedTo("Tab", null, one)).toBeNull();
});
