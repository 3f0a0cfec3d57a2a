import { expect, test } from "vitest";
import { lowerLimits, unlimited, windowsBeyond } from "./limits.ts";

const most = { ...unlimited, perMinute: 600, perDay: 10_000 };

test("the lower of two limits is taken window by window; none is more than any", () => {
  const limits = { ...unlimited, perSecond: 10, perMinute: 1200, perDay: 10_000 };
  const both = { ...unlimited, perSecond: 10, perMinute: 600, perDay: 10_000 };
  expect(lowerLimits(limits, most)).toEqual(both);
  expect(lowerLimits(most, limits)).toEqual(both);
  expect(lowerLimits(unlimited, unlimited)).toEqual(unlimited);
});

test("no limit at all is beyond any", () => {
  expect(windowsBeyond(most, most)).toEqual([]);
  expect(windowsBeyond({ ...most, perSecond: 1 }, most)).toEqual([]);
  expect(windowsBeyond({ ...most, perMinute: 601 }, most)).toEqual(["perMinute"]);
  expect(windowsBeyond(unlimited, most)).toEqual(["perMinute", "perDay"]);
  expect(windowsBeyond(unlimited, unlimited)).toEqual([]);
});
