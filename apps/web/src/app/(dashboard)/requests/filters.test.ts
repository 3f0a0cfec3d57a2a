import { expect, test } from "vitest";
import {
  filterNames,
  filterQuery,
  type LogFilters,
  logInput,
  narrowing,
  toFilter,
} from "./filters.ts";

const none = Object.fromEntries(filterNames.map((name) => [name, null])) as LogFilters;

test("an address becomes what the procedures take, and what they would refuse is named", () => {
  const address = { ...none, status: "4xx", minDurationMs: 0, requestId: "req_1", range: "24h" };
  expect(toFilter(address)).toEqual({
    filter: { status: "4xx", range: "24h" },
    refused: ["requestId", "minDurationMs"],
  });
  expect(toFilter({ ...none, q: "a" })).toEqual({ filter: {}, refused: [] });
});

test("of two times in one address the exact one holds, and an end alone none", () => {
  const from = "2026-03-01T00:00:00Z";
  expect(toFilter({ ...none, range: "1h", from }).filter).toEqual({ from });
  expect(toFilter({ ...none, to: from })).toEqual({ filter: {}, refused: ["to"] });
});

test("a list's input has its page", () => {
  expect(logInput({ ...none, status: "404", cursor: "abc" })).toEqual({
    ...{ limit: 50, status: "404", cursor: "abc" },
  });
});

test("filters make the same address again", () => {
  const address = { ...none, operation: "orders.create", status: "5xx", minDurationMs: 250 };
  expect(filterQuery(address)).toBe("?operation=orders.create&status=5xx&minDurationMs=250");
  expect(filterQuery(none)).toBe("");
});

test("a time alone narrows nothing", () => {
  expect(narrowing({ ...none, range: "7d" })).toEqual([]);
  expect(narrowing({ ...none, range: "7d", q: "orders" })).toEqual(["q"]);
});
