import { currencyExponent } from "@crossdock/core";
import { expect, test } from "vitest";
import { fromStripeAmount, toStripeAmount } from "./amount.ts";

test.each([
  ["EUR", 1999, 1999],
  ["USD", 1, 1],
  ["JPY", 1999, 1999],
  ["KRW", 50_000, 50_000],
  ["XOF", 100, 100],
  ["KWD", 1990, 1990],
  ["BHD", 10, 10],
])("%s %i goes as %i and comes back", (currency, amount, expected) => {
  expect(toStripeAmount({ amount, currency })).toBe(expected);
  expect(fromStripeAmount(expected, currency)).toBe(amount);
});

test.each("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "))(
  "%s goes in whole units, however many decimals we keep",
  (currency) => {
    expect(toStripeAmount({ amount: 7 * 10 ** currencyExponent(currency), currency })).toBe(7);
  },
);

test.each("EUR HUF TWD IDR COP SEK".split(" "))("%s goes in hundredths", (currency) => {
  const amount = 7 * 10 ** currencyExponent(currency);
  expect(toStripeAmount({ amount, currency })).toBe(700);
  expect(fromStripeAmount(700, currency)).toBe(amount);
});

test.each([
  ["KWD", 1999],
  ["TND", 1],
  ["ISK", 1000],
  ["UGX", 1000],
  ["IQD", 1000],
  ["ABC", 1000],
  ["eur", 1000],
  ["EUR", 0],
  ["EUR", -1],
  ["EUR", 10.5],
  ["EUR", Number.NaN],
  ["EUR", Number.MAX_SAFE_INTEGER + 1],
])("%s %d is refused, not rounded", (currency, amount) => {
  expect(() => toStripeAmount({ amount, currency })).toThrow(
    expect.objectContaining({ code: "amount_unrepresentable" }),
  );
});

test("an amount in a currency that we never charge has no meaning to us", () => {
  expect(fromStripeAmount(1000, "ISK")).toBeNull();
  expect(fromStripeAmount(1000, "ABC")).toBeNull();
});
