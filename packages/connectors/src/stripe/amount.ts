import { AppError, currencyExponent, isCurrency } from "@crossdock/core";
import type { Money } from "../contract.ts";

/**
 * Money in Stripe's own unit (docs.stripe.com/currencies), never rounded.
 * @throws AppError `amount_unrepresentable`: no positive integer, a currency whose unit at Stripe
 *   is not certain, or a fraction that Stripe cannot take
 */
export function toStripeAmount({ amount, currency }: Money): number {
  const exponent = stripeExponent(currency);
  if (exponent === null) throw unrepresentable(`Stripe takes no payment in ${currency} from us.`);
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    throw unrepresentable("Stripe takes positive whole amounts only.");
  }
  const converted = scale(amount, exponent - currencyExponent(currency));
  if (!Number.isSafeInteger(converted) || converted % step(exponent) !== 0) {
    throw unrepresentable(`Stripe cannot take exactly ${amount} minor units of ${currency}.`);
  }
  return converted;
}

/** The way back to minor units; null for what `toStripeAmount` could never have made. */
export function fromStripeAmount(amount: number, currency: string): number | null {
  const exponent = stripeExponent(currency);
  if (exponent === null) return null;
  const converted = scale(amount, currencyExponent(currency) - exponent);
  return Number.isSafeInteger(converted) ? converted : null;
}

/** How many decimals Stripe gives the currency; null where we do not know for certain. */
function stripeExponent(currency: string): number | null {
  if (!isCurrency(currency) || uncertain.has(currency)) return null;
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

// Dividing, since a product with 0.01 would not be exact.
function scale(amount: number, digits: number): number {
  return digits >= 0 ? amount * 10 ** digits : amount / 10 ** -digits;
}

// Stripe takes three-decimal amounts in tens only.
function step(exponent: number): number {
  return exponent === 3 ? 10 : 1;
}

function unrepresentable(detail: string): AppError {
  return new AppError("amount_unrepresentable", { detail });
}

const zeroDecimal = new Set(
  "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "),
);
const threeDecimal = new Set("BHD JOD KWD OMR TND".split(" "));
// ISK and UGX are two-decimal in Stripe's API for old times' sake; the others it does not list.
const uncertain = new Set("ISK UGX CLF IQD LYD UYI UYW".split(" "));
