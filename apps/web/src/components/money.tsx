import { formatMoney } from "@crossdock/core";

/** An amount of integer minor units. */
export function Money({ amount, currency }: { amount: number; currency: string }) {
  return <span className="whitespace-nowrap">{formatMoney(amount, currency)}</span>;
}
