import { Money } from "./money.tsx";

type Props = { prices: readonly { price: number; currency: string }[] };

/** The price of a product's variants, or the lowest and the highest. */
export function PriceRange({ prices }: Props) {
  const [first] = prices;
  if (!first) return "–";
  const amounts = prices.map(({ price }) => price);
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
