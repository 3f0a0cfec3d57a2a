import { formatMoney, type Money as MoneyValue } from "@crossdock/core";

/** An amount of money, as people of the shop read it. */
export function Money(money: MoneyValue) {
  return <span className="whitespace-nowrap">{formatMoney(money)}</span>;
}
