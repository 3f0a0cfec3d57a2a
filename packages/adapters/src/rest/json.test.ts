import { describe, expect, it } from "vitest";
import { RestError } from "../errors.ts";
import { parseJson } from "./json.ts";

function outcome(text: string): unknown {
  try {
    return parseJson(Buffer.from(text));
  } catch (error) {
    return error instanceof RestError ? error.code : error;
  }
}

describe("parseJson", () => {
  it.each([
    '{"a":[1,{"b":null}],"c":"x:y","d:e":{"f":{}}}',
    '{"a":"\\"b\\":","\\\\":1,"c\\\\\\"":":"}',
    '{"constructor":"Bob","prototype":1}',
    '{"a":{"x":1},"b":{"x":1}}',
    '{"a":"\\ud83d\\ude00"}',
  ])("reads %s as JSON.parse does", (text) => {
    expect(outcome(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['{"a":1,"a":1}', "bad_request"],
    ['{"a":1,"\\u0061":2}', "bad_request"],
    ['{"x":[{"a":1,"b":2,"a":3}]}', "bad_request"],
    ['{"__proto__":{"admin":true}}', "bad_request"],
    ['{"a":{"constructor":{"prototype":{"admin":true}}}}', "bad_request"],
    ['{"a":"\\ud800"}', "bad_request"],
    ['{"\\ud800":1}', "bad_request"],
    ['{"a":"\\u0000"}', "bad_request"],
    ['{"a":NaN}', "bad_request"],
    ["{'a':1}", "bad_request"],
    ["{} {}", "bad_request"],
    ["", "bad_request"],
    ["[]", "validation_failed"],
    ['"text"', "validation_failed"],
    ["null", "validation_failed"],
  ])("refuses %s", (text, code) => {
    expect(outcome(text)).toBe(code);
  });

  it("stops at each limit and not before", () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    expect(outcome(nested(32))).toEqual(JSON.parse(nested(32)));
    expect(outcome(nested(33))).toBe("bad_request");
    expect(outcome(nested(100_000))).toBe("bad_request");
    expect(outcome(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)).toBe("bad_request");
    const members = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i])));
    expect(outcome(members(1000))).toEqual(JSON.parse(members(1000)));
    expect(outcome(members(1001))).toBe("payload_too_large");
    const items = (count: number) => JSON.stringify({ a: Array(count).fill(0) });
    expect(outcome(items(1000))).toEqual(JSON.parse(items(1000)));
    expect(outcome(items(1001))).toBe("payload_too_large");
    const letters = (count: number) => JSON.stringify({ a: "x".repeat(count) });
    expect(outcome(letters(10_000))).toEqual(JSON.parse(letters(10_000)));
    expect(outcome(letters(10_001))).toBe("payload_too_large");
  });

  it("stays linear in backslashes and quotes", () => {
    const text = JSON.stringify({ a: '\\"'.repeat(5000), b: "\\".repeat(10_000) });
    expect(outcome(text)).toEqual(JSON.parse(text));
  });
});
