import { expect, test } from "vitest";
import { isFiltered, listInput } from "./filters.ts";

test("an input carries the filters that are set", () => {
  expect(listInput({ q: "", status: "open", cursor: null })).toEqual({ limit: 50, status: "open" });
});

test("a page alone is no filter", () => {
  expect(isFiltered({ status: null, cursor: "abc" })).toBe(false);
  expect(isFiltered({ status: "open", cursor: null })).toBe(true);
});
