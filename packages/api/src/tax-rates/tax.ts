/**
 * The tax on an amount, rounded half up to whole minor units (integers alone, so that no total is a
 * fraction of a cent off).
 * @param ratePpm parts per million: 190000 is 19 %
 * @param included whether the amount includes the tax already
 */
export function taxOn(amount: number, ratePpm: number, included: boolean): number {
  const rate = BigInt(ratePpm);
  const whole = included ? million + rate : million;
  return Number((2n * BigInt(amount) * rate + whole) / (2n * whole));
}

const million = 1_000_000n;
