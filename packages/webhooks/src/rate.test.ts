import { expect, test } from "vitest";
import { createRate } from "./rate.ts";

test("a minute's worth is let through at once, then a steady stream", () => {
  let now = 0;
  const rate = createRate({ now: () => now });
  const take = (key = "a") => rate.take(key, 60);
  for (let count = 0; count < 60; count++) expect(take()).toBe(0);
  expect(take()).toBe(1);
  expect(take("b")).toBe(0);
  now += 999;
  expect(take()).toBe(1);
  now += 1;
  expect(take()).toBe(0);
  expect(take()).toBe(1);
  now += 3_600_000;
  for (let count = 0; count < 60; count++) expect(take()).toBe(0);
  expect(take()).toBe(1);
});
