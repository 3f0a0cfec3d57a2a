import type { Money as MoneyValue } from "@crossdock/core";
import { Money } from "./money.tsx";

type Props = { prices: readonly MoneyValue[] };

/** The price of a product's variants, or the lowest and the highest. */
export function PriceRange({ prices }: Props) {
  const [first] = prices;
  if (!first) return "–";
  const amounts = prices.map(({ amount }) => amount);
  const low = Math.min(...amounts);
  const high = Math.max(...amounts);
  return (
    <>
      <Money amount={low} currency={first.currency} />
      {high > low && (
        <>
          {" – "}
          <Money amount={high} currency={first.currency} />
        </>
      )}
    </>
  );
}
