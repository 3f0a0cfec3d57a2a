import { expect, test } from "vitest";
import { isSameQuery, valuesOf } from "./view-query.ts";

test("a saved query sets its filters and takes off all others", () => {
  expect(valuesOf("status=5xx&minDurationMs=250&unknown=1")).toMatchObject({
    ...{ status: "5xx", minDurationMs: 250, q: null, operation: null },
  });
});

test("the order of a query means nothing, its values do", () => {
  expect(isSameQuery("status=5xx&range=1h", "range=1h&status=5xx")).toBe(true);
  expect(isSameQuery("status=5xx", "status=4xx")).toBe(false);
  expect(isSameQuery("", "status=4xx")).toBe(false);
});
