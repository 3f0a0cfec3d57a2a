import { expect, test } from "vitest";
import { differencesOf } from "./differences.ts";

test("members that differ are named by where they are", () => {
  const before = JSON.stringify({ id: 1, lines: [{ sku: "a" }, { sku: "b" }], "a/b": null });
  const after = JSON.stringify({ id: 1, lines: [{ sku: "c" }], "a/b": {}, more: true });
  expect(differencesOf(before, after)).toEqual([
    { member: "body/lines/0/sku", before: '"a"', after: '"c"' },
    { member: "body/lines/1", before: '{"sku":"b"}', after: null },
    { member: "body/a~1b", before: "null", after: "{}" },
    { member: "body/more", before: null, after: "true" },
  ]);
});

test("what is the same in another order is no difference, nor is no body", () => {
  expect(differencesOf('{"a":1,"b":2}', '{"b":2,"a":1}')).toEqual([]);
  expect(differencesOf(null, "")).toEqual([]);
});

test("texts that are no JSON differ as a whole, and there is an end", () => {
  expect(differencesOf("<a/>", "{}")).toEqual([{ member: "body", before: '"<a/>"', after: "{}" }]);
  const many = (value: number) => JSON.stringify(Array.from({ length: 200 }, () => value));
  expect(differencesOf(many(1), many(2))).toHaveLength(100);
});
