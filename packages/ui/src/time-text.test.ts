import { expect, test } from "vitest";
import { relative, shortDate } from "./time-text.ts";

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
