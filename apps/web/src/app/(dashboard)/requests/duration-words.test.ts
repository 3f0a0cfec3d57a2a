import { expect, test } from "vitest";
import { durationWords, sizeWords } from "./duration-words.ts";

test("durations and sizes have as many digits as tell something", () => {
  expect([0.42, 12.4, 1234, 90_000].map(durationWords)).toEqual([
    ...["0.4 ms", "12 ms", "1.2 s", "1.5 min"],
  ]);
  expect([0, 999, 1400, 2_000_000].map(sizeWords)).toEqual(["0 B", "999 B", "1.4 kB", "2 MB"]);
});
