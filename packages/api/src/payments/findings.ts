import { formatMoney } from "@crossdock/core";

/** Why a payment has to be looked at by a person. */
type ReviewReason =
  | "amount_differs"
  | "wrong_currency"
  | "overpaid"
  | "refunded_more_than_captured";

/** Something that does not add up. The same is found again by its `key`; `detail` says it to people. */
export type Finding = { reason: ReviewReason; key: string; detail: string };

/** Two amounts were told of one movement of money, in whichever order. */
export function amountDiffers(
  known: { type: string; amount: bigint },
  { ref, amount }: { ref: string; amount: number },
  currency: string,
): Finding {
  const [less, more] = [Number(known.amount), amount].sort((a, b) => a - b);
  const money = (one = 0) => formatMoney({ amount: one, currency });
  const name = known.type.replaceAll("_", " ");
  return {
    reason: "amount_differs",
    key: `amount_differs ${known.type} ${ref} ${less} ${more}`,
    detail: `Of the ${name} ${ref} the provider has told ${money(less)} and ${money(more)}. What is worse for the shop counts.`,
  };
}

export function wrongCurrency(told: string, currency: string): Finding {
  return {
    reason: "wrong_currency",
    key: `wrong_currency ${told}`,
    detail: `The provider has told of money in ${told}, and the payment is in ${currency}. It was not counted.`,
  };
}

/** @param excess in minor units */
export function overpaid(excess: number, currency: string): Finding {
  return {
    reason: "overpaid",
    key: `overpaid ${excess}`,
    detail: `${formatMoney({ amount: excess, currency })} more came in than the order costs. Give it back.`,
  };
}

/** @param excess in minor units */
export function refundedTooMuch(excess: number, currency: string): Finding {
  return {
    reason: "refunded_more_than_captured",
    key: `refunded_more_than_captured ${excess}`,
    detail: `${formatMoney({ amount: excess, currency })} more was given back than had come in.`,
  };
}

/** What follows from sums, and goes with them. */
export const passing: ReadonlySet<string> = new Set<ReviewReason>([
  "overpaid",
  "refunded_more_than_captured",
]);
