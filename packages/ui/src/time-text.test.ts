import { expect, test } from "vitest";
import { clockTime, relative, shortDate } from "./time-text.ts";

const minute = 60_000;

test.each([
  [-10_000, "just now"],
  [-4 * minute, "4 min. ago"],
  [-59.8 * minute, "1 hr. ago"],
  [-25 * 60 * minute, "yesterday"],
  [-8 * 24 * 60 * minute, null],
])("%i ms away reads %j", (difference, text) => {
  expect(relative(difference)).toBe(text);
});

test("a date names its year only when that is another one, in the reader's zone", () => {
  const now = Date.parse("2026-06-01T00:00:00Z");
  expect(shortDate(new Date("2026-03-02T12:00:00Z"), "UTC", now)).toBe("2 Mar");
  expect(shortDate(new Date("2025-12-31T23:30:00Z"), "Europe/Berlin", now)).toBe("1 Jan");
  expect(shortDate(new Date("2025-12-31T12:00:00Z"), "UTC", now)).toBe("31 Dec 2025");
});

test("a moment by the clock names its day only when that is another one", () => {
  const now = Date.parse("2026-06-01T10:00:00Z");
  expect(clockTime(new Date("2026-06-01T08:03:27.512Z"), "Europe/Berlin", now)).toBe("10:03:27");
  expect(clockTime(new Date("2026-05-31T08:03:27Z"), "UTC", now)).toBe("31 May 08:03:27");
});
