import { expect, test } from "vitest";
import { fromPaypalAmount, toPaypalAmount } from "./amount.ts";

test.each([
  [1999, "EUR", "19.99"],
  [5, "USD", "0.05"],
  [999_999_999_999, "GBP", "9999999999.99"],
  [1999, "JPY", "1999"],
  [199_900, "HUF", "1999"],
  [100, "TWD", "1"],
])("%i %s is %s, and back", (amount, currency, text) => {
  expect(toPaypalAmount({ amount, currency })).toBe(text);
  expect(fromPaypalAmount(text, currency)).toBe(amount);
});

test.each([
  [199_950, "HUF"],
  [1, "TWD"],
  [1999, "KWD"],
  [1999, "KRW"],
  [1999, "XXX"],
  [0, "EUR"],
  [-1, "EUR"],
  [0.5, "EUR"],
  [Number.NaN, "EUR"],
  [Number.MAX_SAFE_INTEGER + 1, "EUR"],
])("%d %s is refused, not rounded", (amount, currency) => {
  expect(() => toPaypalAmount({ amount, currency })).toThrow(
    expect.objectContaining({ code: "amount_unrepresentable" }),
  );
});

test.each([
  ["120.00", "JPY", 120],
  ["1999.00", "HUF", 199_900],
  ["19.9", "EUR", 1990],
  ["100", "EUR", 10_000],
  ["19.999", "EUR", null],
  ["120.5", "JPY", null],
  ["-1.00", "EUR", null],
  ["1,00", "EUR", null],
  ["1e3", "EUR", null],
  ["", "EUR", null],
])("%s %s reads as %s", (text, currency, amount) => {
  expect(fromPaypalAmount(text, currency)).toBe(amount);
});
