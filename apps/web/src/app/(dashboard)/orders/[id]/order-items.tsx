import type { Money as MoneyValue } from "@crossdock/core";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { Money } from "../../../../components/money.tsx";
import type { Order } from "./order-detail.tsx";

/** What was ordered, and the sums. */
export function OrderItems({ order }: { order: Order }) {
  const { discountTotal, shippingTotal, taxTotal } = order;
  const isPartlyOut = order.fulfillmentStatus === "partially_fulfilled";
  return (
    <DetailSection title="Items">
      <table className="w-full text-table">
        <caption className="sr-only">Items of the order</caption>
        <thead>
          <tr className="border-b border-line-strong text-left text-meta text-ink-2">
            <th scope="col" className="h-8">
              Item
            </th>
            <th scope="col" className="text-right">
              Quantity
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Price
            </th>
            <th scope="col" className="text-right">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id} className="border-b border-line">
              <th scope="row" className="py-2 text-left font-normal">
                {line.title}
                <span className="block font-mono text-meta text-ink-2">{line.sku}</span>
                {line.taxRate && (
                  <span className="block text-meta text-ink-2">
                    {line.taxRate.name}: <Money {...line.taxTotal} />
                  </span>
                )}
              </th>
              <td className="py-2 text-right align-top">
                {line.quantity}
                {isPartlyOut && (
                  <span className="block text-meta whitespace-nowrap text-ink-2">
                    {line.fulfilledQuantity} shipped
                  </span>
                )}
              </td>
              <td className="py-2 text-right align-top max-sm:hidden">
                <Money {...line.unitPrice} />
              </td>
              <td className="py-2 text-right align-top">
                <Money {...line.total} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="ml-auto grid w-fit grid-cols-2 gap-x-8 gap-y-1 pt-3 text-right text-table">
        <Sum name="Subtotal" money={order.subtotal} />
        {discountTotal.amount > 0 && (
          <Sum name="Discount" money={{ ...discountTotal, amount: -discountTotal.amount }} />
        )}
        {shippingTotal.amount > 0 && <Sum name="Shipping" money={shippingTotal} />}
        {taxTotal.amount > 0 && (
          <Sum name={order.taxIncluded ? "Tax, included" : "Tax"} money={taxTotal} />
        )}
        <dt className="font-semibold">Total</dt>
        <dd className="font-semibold">
          <Money {...order.total} />
        </dd>
      </dl>
    </DetailSection>
  );
}

function Sum({ name, money }: { name: string; money: MoneyValue }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd>
        <Money {...money} />
      </dd>
    </>
  );
}
