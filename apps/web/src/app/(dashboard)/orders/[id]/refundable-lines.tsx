import { formatMoney } from "@crossdock/core";
import { Checkbox } from "@crossdock/ui";
import type { PiecesLine } from "../../../../components/quantity-fields.tsx";
import type { Order } from "./order-detail.tsx";
import type { Refund } from "./refund-dialog.tsx";

type Restock = {
  restocked: ReadonlySet<string>;
  setRestocked(ids: ReadonlySet<string>): void;
};

/** What of each line was not given back yet; what has left the house can come back on the shelf. */
export function refundableLines(
  { lines }: Order,
  refunds: Refund[],
  { restocked, setRestocked }: Restock,
): PiecesLine[] {
  const given = refunds
    .filter(({ status }) => status !== "failed" && status !== "canceled")
    .flatMap((refund) => refund.lines);
  return lines.flatMap(({ id, title, unitPrice, quantity, fulfilledQuantity }) => {
    const before = given
      .filter(({ lineId }) => lineId === id)
      .reduce((sum, line) => sum + line.quantity, 0);
    if (before >= quantity) return [];
    const toggle = (isBack: boolean) => {
      const ids = [...restocked].filter((other) => other !== id);
      setRestocked(new Set(isBack ? [...ids, id] : ids));
    };
    const detail = (
      <>
        <span className="block">{formatMoney(unitPrice)} each</span>
        {fulfilledQuantity > 0 && (
          <Checkbox
            label={
              <span>
                Back on the shelf<span className="sr-only"> {title}</span>
              </span>
            }
            checked={restocked.has(id)}
            onChange={toggle}
          />
        )}
      </>
    );
    return [{ id, title, max: quantity - before, detail }];
  });
}
