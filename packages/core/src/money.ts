import { z } from "zod";

/** An ISO 4217 code. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine(isCurrency, "Unknown currency: send an ISO 4217 code such as EUR")
  .describe("ISO 4217 code");

/** Integer minor units (cents, yen, fils); the limit keeps every sum an exact JSON number. */
export const Amount = z.int().min(0).max(999_999_999_999).describe("Integer minor units");

/** An amount in its currency, as answers show it. */
export const Money = z
  .object({ amount: Amount, currency: z.string().length(3).describe("ISO 4217 code") })
  .meta({ id: "Money" });
export type Money = z.infer<typeof Money>;

export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** How many decimals the currency has in ISO 4217; `Intl` says what is usual in shops instead. */
export function currencyExponent(code: string): number {
  return exponents[code] ?? 2;
}

/** `1999, "EUR"` → `"19.99"`: a decimal string without grouping, exact for every amount. */
export function toDecimal(amount: number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return String(amount);
  const digits = String(amount).padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** `"19.99", "EUR"` → `1999`; null where the text is no such amount or has too many decimals. */
export function fromDecimal(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim());
  const fraction = match?.[2] ?? "";
  if (!match || fraction.length > exponent) return null;
  const amount = Number(`${match[1]}${fraction.padEnd(exponent, "0")}`);
  return Amount.safeParse(amount).success ? amount : null;
}

/** For people: `€19.99` in the given locale. */
export function formatMoney({ amount, currency }: Money, locale = "en"): string {
  const exponent = currencyExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(amount / 10 ** exponent);
}

const currencies = new Set(Intl.supportedValuesOf("currency"));

const exponents: Record<string, number> = {
  ...withExponent(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
  ...withExponent(3, "BHD IQD JOD KWD LYD OMR TND"),
  ...withExponent(4, "CLF UYW"),
};

function withExponent(exponent: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(" ").map((code) => [code, exponent]));
}
