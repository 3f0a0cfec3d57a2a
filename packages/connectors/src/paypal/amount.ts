import { AppError, currencyExponent, fromDecimal, toDecimal } from "@crossdock/core";
import type { Money } from "../contract.ts";

/**
 * Money as PayPal writes it: a decimal text, `"19.99"`, never rounded
 * (developer.paypal.com/api/rest/reference/currency-codes).
 * @throws AppError `amount_unrepresentable`: no positive integer, a currency that PayPal does not
 *   take, or a fraction where PayPal takes none
 */
export function toPaypalAmount({ amount, currency }: Money): string {
  const decimals = paypalDecimals.get(currency);
  if (decimals === undefined) throw unrepresentable(`PayPal takes no payment in ${currency}.`);
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    throw unrepresentable("PayPal takes positive whole amounts only.");
  }
  const text = toDecimal(amount, currency);
  const surplus = currencyExponent(currency) - decimals;
  if (surplus === 0) return text;
  const fraction = text.slice(-surplus);
  if (/[1-9]/.test(fraction)) {
    throw unrepresentable(`PayPal takes ${currency} without decimals, and not ${text}.`);
  }
  return text.slice(0, -surplus - 1);
}

/** The way back to minor units; null for what is no amount in this currency. */
export function fromPaypalAmount(value: string, currency: string): number | null {
  if (!/^\d+(\.\d+)?$/.test(value)) return null;
  // PayPal may write decimals where the currency has none: `"120.00"` JPY.
  const trimmed = value.includes(".") ? value.replace(/\.?0+$/, "") : value;
  return fromDecimal(trimmed, currency);
}

function unrepresentable(detail: string): AppError {
  return new AppError("amount_unrepresentable", { detail });
}

// ISO 4217 gives HUF and TWD two decimals; PayPal refuses them.
const paypalDecimals = new Map<string, number>([
  ...["HUF", "JPY", "TWD"].map((code) => [code, 0] as const),
  ..."AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD ILS MXN MYR NOK NZD PHP PLN SEK SGD THB USD"
    .split(" ")
    .map((code) => [code, 2] as const),
]);
