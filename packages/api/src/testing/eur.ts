import type { Money } from "@crossdock/core";

/** Cents of the test shop's currency. */
export function eur(amount: number): Money {
  return { amount, currency: "EUR" };
}
