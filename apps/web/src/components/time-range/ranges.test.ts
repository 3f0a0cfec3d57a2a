import { expect, test } from "vitest";
import { parseRange, rangeMs, rangeOrUsual, rangeWords } from "./ranges.ts";

test.each([
  ["90m", "90m"],
  [" 3 D ", "3d"],
  ["007h", "7h"],
  ["0m", null],
  ["91d", null],
  ["3w", null],
  ["soon", null],
])("%j is the range %j", (text, range) => {
  expect(parseRange(text)).toBe(range);
});

test("a range is told in words and in milliseconds", () => {
  expect(rangeWords("24h")).toBe("Last 24 hours");
  expect(rangeWords("1d")).toBe("Last day");
  expect(rangeWords("no range")).toBe("no range");
  expect(rangeMs("90m")).toBe(5_400_000);
});

test("an address without a time asks for a day, and one with moments for no length", () => {
  expect(rangeOrUsual({ range: null, from: null, to: null }).range).toBe("24h");
  expect(rangeOrUsual({ range: "1h", from: "2026-01-01T00:00:00Z", to: null }).range).toBeNull();
});
