import { expect, test } from "vitest";
import { fromPercent, toPercent } from "./percent.ts";

test.each([
  ["19", 190_000],
  ["19 %", 190_000],
  [" 19,5% ", 195_000],
  ["7.25", 72_500],
  ["0", 0],
  ["0.0001", 1],
  ["100", 1_000_000],
  ["100.0001", null],
  ["19.12345", null],
  ["-1", null],
  ["", null],
  ["DE", null],
])("%j is %j parts per million", (text, ppm) => {
  expect(fromPercent(text)).toBe(ppm);
});

test.each([
  [190_000, "19 %"],
  [72_500, "7.25 %"],
  [1, "0.0001 %"],
  [0, "0 %"],
])("%i is written %s", (ppm, text) => {
  expect(toPercent(ppm)).toBe(text);
  expect(fromPercent(text)).toBe(ppm);
});
