import { expect, test } from "vitest";
import { generateApiKey, hintOf, isWellFormed } from "./api-key.ts";

test("keys are well-formed, long and never the same", () => {
  const keys = Array.from({ length: 200 }, generateApiKey);
  expect(keys.every(isWellFormed)).toBe(true);
  expect(new Set(keys).size).toBe(200);
  expect(keys[0]).toMatch(/^cdk_live_[0-9A-Za-z]{46}$/);
});

test("any one character that is mistyped, and any two that are swapped, are seen", () => {
  const key = generateApiKey();
  for (let at = 10; at < key.length; at++) {
    const typo = `${key.slice(0, at)}${key[at] === "a" ? "b" : "a"}${key.slice(at + 1)}`;
    expect(isWellFormed(typo), typo).toBe(false);
    const swapped = `${key.slice(0, at - 1)}${key[at]}${key[at - 1]}${key.slice(at + 1)}`;
    if (key[at] !== key[at - 1]) expect(isWellFormed(swapped), swapped).toBe(false);
  }
});

test("a key of another mode does not pass with the checksum of this one", () => {
  expect(isWellFormed(generateApiKey().replace("_live_", "_test_"))).toBe(false);
});

test.each(["", "cdk_live_", "Bearer x", `cdk_live_${"a".repeat(46)}`, `${generateApiKey()} `])(
  "%j is no key",
  (text) => {
    expect(isWellFormed(text)).toBe(false);
  },
);

test("the hint shows the kind and the end of a key", () => {
  expect(hintOf("cdk_live_aaaaaaaaaaaaaaaax9Qf")).toBe("cdk_live_…x9Qf");
});
