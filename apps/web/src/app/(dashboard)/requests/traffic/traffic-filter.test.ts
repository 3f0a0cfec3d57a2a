import { expect, test } from "vitest";
import { trafficFilter } from "./traffic-filter.ts";

test("the sums are asked for what they tell apart, and the rest is said", () => {
  expect(
    trafficFilter({ range: "1h", operation: "orders.create", status: "404", q: "orders" }),
  ).toEqual({
    asked: { range: "1h", operation: "orders.create", status: "4xx" },
    unasked: ["Words", "Status"],
  });
  expect(trafficFilter({ status: "5xx" })).toEqual({ asked: { status: "5xx" }, unasked: [] });
});
