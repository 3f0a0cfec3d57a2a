import { badParameter } from "./failure.ts";

/**
 * Whether Stripe takes this amount, in its own smallest unit
 * (docs.stripe.com/currencies: minimum amounts, special cases).
 * @throws StripeFailure 400
 */
export function checkAmount(amount: number, currency: string, param: string): void {
  const code = currency.toLowerCase();
  if (!currencies.has(code.toUpperCase())) {
    throw badParameter("currency", `Invalid currency: ${currency}.`);
  }
  if (amount < 1) {
    throw badParameter(
      param,
      "This value must be greater than or equal to 1.",
      "parameter_invalid_integer",
    );
  }
  if (amount > 99_999_999) {
    throw badParameter(param, `Amount must be no more than 999,999.99 ${code}`, "amount_too_large");
  }
  if (amount < (minimums[code] ?? 1)) {
    throw badParameter(
      param,
      `Amount must be at least ${minimums[code]} ${code}`,
      "amount_too_small",
    );
  }
  const step = steps[code] ?? 1;
  if (amount % step !== 0) {
    throw badParameter(param, `Invalid amount: it must be a multiple of ${step} in ${code}`);
  }
}

const currencies = new Set(Intl.supportedValuesOf("currency"));

const minimums: Record<string, number> = {
  ...{ usd: 50, aud: 50, brl: 50, cad: 50, chf: 50, eur: 50, inr: 50, jpy: 50, nzd: 50, sgd: 50 },
  ...{ gbp: 30, dkk: 250, nok: 300, sek: 300, pln: 200, ron: 200, bgn: 100, mxn: 1000 },
  ...{ hkd: 400, czk: 1500, huf: 17500, aed: 200, myr: 200, thb: 1000 },
};

const steps: Record<string, number> = {
  ...{ bhd: 10, jod: 10, kwd: 10, omr: 10, tnd: 10, isk: 100, ugx: 100 },
};
