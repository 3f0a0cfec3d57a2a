import type { Prisma } from "@crossdock/db";
import { actionOf } from "../payments/render.ts";
import type { PaymentProvider } from "../payments/schema.ts";
import type { Order } from "./schema.ts";

export const orderParts = {
  items: { orderBy: { position: "asc" } },
  payments: { orderBy: { id: "asc" } },
} satisfies Prisma.OrderInclude;

export type OrderRow = Prisma.OrderGetPayload<{ include: typeof orderParts }>;

/** An order as every transport shows it. */
export function toOrder(row: OrderRow): Order {
  const { currency } = row;
  const money = (amount: bigint) => ({ amount: Number(amount), currency });
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    paymentStatus: row.paymentStatus,
    fulfillmentStatus: row.fulfillmentStatus,
    email: row.email,
    customerId: row.customerId,
    currency,
    subtotal: money(row.subtotal),
    discountTotal: money(row.discountTotal),
    shippingTotal: money(row.shippingTotal),
    taxTotal: money(row.taxTotal),
    total: money(row.total),
    taxIncluded: row.taxIncluded,
    lines: row.items.map((item) => ({
      id: item.id,
      sku: item.sku,
      title: item.title,
      quantity: item.quantity,
      unitPrice: money(item.unitPrice),
      total: money(item.total),
      fulfilledQuantity: item.fulfilledQuantity,
      taxTotal: money(item.taxTotal),
      taxRate: taxRateOf(item),
    })),
    payments: row.payments.map((payment) => ({
      id: payment.id,
      provider: payment.provider as PaymentProvider,
      status: payment.status,
      amount: { amount: Number(payment.amount), currency: payment.currency },
      action: actionOf(payment),
    })),
    externalId: row.externalId,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The tax of a line; null where none is charged. */
export function taxRateOf({ taxName, taxRatePpm }: { taxName: string | null; taxRatePpm: number }) {
  return taxName === null ? null : { name: taxName, ratePpm: taxRatePpm };
}
