import { expect, test } from "vitest";
import { standingOf } from "./standing.ts";

const old = { name: "v1", released: "2026-01-01", deprecated: "2027-01-01", sunset: "2028-01-01" };

test.each([
  ["2026-12-31T23:59:59Z", "supported"],
  ["2027-01-01T00:00:00Z", "deprecated"],
  ["2028-01-01T00:00:00Z", "ended"],
])("an older version at %s is %s", (now, standing) => {
  expect(standingOf(old, "v2", new Date(now))).toBe(standing);
});

test("the newest version is the current one", () => {
  expect(standingOf({ name: "v2", released: "2026-11-22" }, "v2", new Date())).toBe("current");
});
