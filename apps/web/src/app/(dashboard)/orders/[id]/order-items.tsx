import { DetailSection } from "../../../../components/detail-section.tsx";
import { Money } from "../../../../components/money.tsx";
import type { Order } from "./order-detail.tsx";

/** What was ordered, and the sums. */
export function OrderItems({ order }: { order: Order }) {
  const { currency } = order;
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
          {order.items.map((item) => (
            <tr key={item.id} className="border-b border-line">
              <th scope="row" className="py-2 text-left font-normal">
                {item.title}
                <span className="block font-mono text-meta text-ink-2">{item.sku}</span>
              </th>
              <td className="text-right">{item.quantity}</td>
              <td className="text-right max-sm:hidden">
                <Money amount={item.unitPrice} currency={currency} />
              </td>
              <td className="text-right">
                <Money amount={item.total} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="ml-auto grid w-fit grid-cols-2 gap-x-8 gap-y-1 pt-3 text-right text-table">
        <Sum name="Subtotal" amount={order.subtotal} currency={currency} />
        {order.discountTotal > 0 && (
          <Sum name="Discount" amount={-order.discountTotal} currency={currency} />
        )}
        {order.shippingTotal > 0 && (
          <Sum name="Shipping" amount={order.shippingTotal} currency={currency} />
        )}
        {order.taxTotal > 0 && (
          <Sum
            name={order.taxIncluded ? "Tax, included" : "Tax"}
            amount={order.taxTotal}
            currency={currency}
          />
        )}
        <dt className="font-semibold">Total</dt>
        <dd className="font-semibold">
          <Money amount={order.total} currency={currency} />
        </dd>
      </dl>
    </DetailSection>
  );
}

function Sum({ name, amount, currency }: { name: string; amount: number; currency: string }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd>
        <Money amount={amount} currency={currency} />
      </dd>
    </>
  );
}
