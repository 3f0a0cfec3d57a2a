import { expect, test } from "vitest";
import {
  Amount,
  Currency,
  currencyExponent,
  formatMoney,
  fromDecimal,
  toDecimal,
} from "./money.ts";

test.each([
  ["JPY", 0],
  ["CLP", 0],
  ["ISK", 0],
  ["EUR", 2],
  ["HUF", 2],
  ["MGA", 2],
  ["KWD", 3],
  ["BHD", 3],
  ["CLF", 4],
])("%s has %i decimals in ISO 4217", (currency, decimals) => {
  expect(currencyExponent(currency)).toBe(decimals);
});

test.each([
  [1999, "EUR", "19.99"],
  [5, "EUR", "0.05"],
  [0, "EUR", "0.00"],
  [500, "JPY", "500"],
  [1, "KWD", "0.001"],
  [999_999_999_999, "EUR", "9999999999.99"],
])("%i %s is %s", (amount, currency, decimal) => {
  expect(toDecimal(amount, currency)).toBe(decimal);
  expect(fromDecimal(decimal, currency)).toBe(amount);
});

test("every amount comes back from its decimal, in every exponent", () => {
  const largest = 999_999_999_999;
  for (const currency of ["JPY", "EUR", "KWD", "CLF"]) {
    for (let amount = 0; amount < 12_000; amount += 7) {
      expect(fromDecimal(toDecimal(amount, currency), currency)).toBe(amount);
      const large = largest - amount * 70_001;
      expect(fromDecimal(toDecimal(large, currency), currency)).toBe(large);
    }
  }
});

test.each([
  ["19,99", "EUR", 1999],
  [" 19.9 ", "EUR", 1990],
  ["19", "EUR", 1900],
])("people may write %j %s", (text, currency, amount) => {
  expect(fromDecimal(text, currency)).toBe(amount);
});

test.each([
  ["19.999", "EUR"],
  ["5.5", "JPY"],
  ["", "EUR"],
  ["-1", "EUR"],
  ["1e3", "EUR"],
  ["1.", "EUR"],
  [".5", "EUR"],
  ["1,000.00", "EUR"],
  ["abc", "EUR"],
  ["10000000000", "EUR"],
])("%j is no amount of %s", (text, currency) => {
  expect(fromDecimal(text, currency)).toBeNull();
});

test("people see as many decimals as the currency has", () => {
  expect(formatMoney({ amount: 1999, currency: "EUR" })).toBe("€19.99");
  expect(formatMoney({ amount: 500, currency: "JPY" })).toBe("¥500");
  expect(formatMoney({ amount: 1234, currency: "KWD" })).toMatch(/^KWD\s1\.234$/);
  expect(formatMoney({ amount: 1999, currency: "EUR" }, "de")).toMatch(/^19,99\s€$/);
});

test("amounts are whole, not negative, and exact as JSON numbers", () => {
  for (const wrong of [-1, 0.5, 1_000_000_000_000, Number.NaN, "1"]) {
    expect(Amount.safeParse(wrong).success, String(wrong)).toBe(false);
  }
  expect(Amount.safeParse(999_999_999_999).success).toBe(true);
});

test("currencies are those of ISO 4217, in capitals", () => {
  for (const wrong of ["eur", "EU", "XXQ", "EURO", ""]) {
    expect(Currency.safeParse(wrong).success, wrong).toBe(false);
  }
  expect(Currency.safeParse("EUR").success).toBe(true);
});
