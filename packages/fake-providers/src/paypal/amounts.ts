import { unprocessable } from "./failure.ts";
import type { Money } from "./objects.ts";

/**
 * The value in the currency's smallest unit at PayPal
 * (developer.paypal.com/api/rest/reference/currency-codes).
 * @throws PaypalFailure 422
 */
export function unitsOf({ currency_code: code, value }: Money): number {
  const decimals = decimalsOf(code);
  if (decimals === undefined) {
    throw unprocessable("CURRENCY_NOT_SUPPORTED", `Currency code ${code} is not supported.`);
  }
  const [whole = "", fraction = ""] = value.split(".");
  if (fraction.length > decimals) {
    const rule = decimals === 0 ? "does not support decimals" : `has ${decimals} decimals`;
    throw unprocessable("DECIMAL_PRECISION", `The currency ${code} ${rule}.`);
  }
  const units = Number(`${whole}${fraction.padEnd(decimals, "0")}`);
  if (units === 0) {
    throw unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "Must be greater than zero.");
  }
  return units;
}

/** The way back: `"19.99"`. */
export function moneyOf(units: number, code: string): Money {
  const decimals = decimalsOf(code) ?? 2;
  const digits = String(units).padStart(decimals + 1, "0");
  const value =
    decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return { currency_code: code, value };
}

/** Undefined where PayPal does not take the currency. */
export function decimalsOf(code: string): number | undefined {
  if (["HUF", "JPY", "TWD"].includes(code)) return 0;
  return twoDecimals.has(code) ? 2 : undefined;
}

const twoDecimals = new Set(
  "AUD BRL CAD CNY CZK DKK EUR HKD ILS MYR MXN NZD NOK PHP PLN GBP SGD SEK CHF THB USD".split(" "),
);
