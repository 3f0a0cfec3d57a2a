import type { PaymentSnapshot } from "@crossdock/connectors";
import { applySnapshot } from "../payments/ledger.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import type { TestProduct } from "./index.ts";
import { sell } from "./stock.ts";

export type Placed = { orderId: string; paymentId: string; sku: string };

/** Places an order of one thing that costs 1000, to be paid by the built-in provider. */
export async function placeUnpaid(product: TestProduct): Promise<Placed> {
  const sku = await sell(product, 1);
  const order = await product.as().orders.create({
    email: `${sku.toLowerCase()}@example.com`,
    lines: [{ sku, quantity: 1 }],
    payment: { provider: "test" },
  });
  return { orderId: order.id, paymentId: order.payments[0]?.id ?? "", sku };
}

/** What a provider may tell of a payment; the facts are those that say something about money. */
export function told(snapshot: Partial<PaymentSnapshot>): PaymentSnapshot {
  return { currency: "EUR", state: "captured", facts: [], ...snapshot };
}

/** A snapshot of money that moved, known to the ledger by `ref`. */
export function moved(
  type: PaymentSnapshot["facts"][number]["type"],
  amount: number,
  ref: string = type,
): PaymentSnapshot {
  const at = new Date("2026-01-01T00:00:00Z");
  return told({ facts: [{ type, ref, status: "succeeded", amount, at }] });
}

/** Lets the ledger hear it, as a webhook that is worked off would. */
export function hear(product: TestProduct, paymentId: string, snapshot: PaymentSnapshot) {
  return unitOfWork({ ...product.context, transport: "webhook" }, "test.hear", (ctx) =>
    applySnapshot(ctx, paymentId, snapshot),
  );
}

/** The types of the events about an order and its payments, in the order that they came. */
export async function eventsOf(product: TestProduct, { orderId, paymentId }: Placed) {
  const rows = await product.db.prisma.event.findMany({
    where: { objectId: { in: [orderId, paymentId] } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ type }) => type);
}
