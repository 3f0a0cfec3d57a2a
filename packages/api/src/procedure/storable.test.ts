import { AppError } from "@crossdock/core";
import { expect, test } from "vitest";
import { refuseUnstorable } from "./storable.ts";

test.each<[string, unknown, string]>([
  ["NUL", { name: "a\0b" }, "#/name"],
  ["half a character", { lines: [{ sku: "ok" }, { sku: "\uD800" }] }, "#/lines/1/sku"],
  ["NUL in a name", { metadata: { "a\0": "b" } }, "#/metadata"],
  ["half a character in a name", { metadata: { "\uDC00": "b" } }, "#/metadata"],
  ["the prototype", JSON.parse('{"metadata":{"__proto__":{"admin":true}}}'), "#/metadata"],
  ["the prototype of all", JSON.parse('{"__proto__":{"admin":true}}'), "#"],
])("%s is refused by its place", (_, input, pointer) => {
  expect(refusal(input)).toMatchObject({ code: "validation_failed", errors: [{ pointer }] });
});

test("everything else is let pass", () => {
  const input = {
    a: "\u{1F600}\u202E\u0001",
    b: [1, null, true, 5n, new Date()],
    constructor: "x",
  };
  for (const value of [input, undefined, null, "x", 1, []]) expect(refusal(value)).toBeNull();
});

test("at most fifty faults are told", () => {
  expect(refusal(Array(200).fill("\0"))?.errors).toHaveLength(50);
});

function refusal(input: unknown): AppError | null {
  try {
    refuseUnstorable(input);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
