import { expect, test } from "vitest";
import { isActive, nav, visibleNav } from "./nav.ts";

test("hides what the role may not see", () => {
  const labels = visibleNav(["orders:read"]).map(({ label }) => label);
  expect(labels).toEqual(["Overview", "Orders"]);
});

test("marks one page at a time", () => {
  const active = (path: string) =>
    nav.filter((item) => isActive(item, path)).map(({ href }) => href);
  expect(active("/")).toEqual(["/"]);
  expect(active("/orders/ord_1")).toEqual(["/orders"]);
  expect(active("/ordersome")).toEqual([]);
});
