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
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    paymentStatus: row.paymentStatus,
    fulfillmentStatus: row.fulfillmentStatus,
    email: row.email,
    customerId: row.customerId,
    currency: row.currency,
    subtotal: Number(row.subtotal),
    discountTotal: Number(row.discountTotal),
    shippingTotal: Number(row.shippingTotal),
    taxTotal: Number(row.taxTotal),
    total: Number(row.total),
    taxIncluded: row.taxIncluded,
    items: row.items.map(({ id, sku, title, quantity, unitPrice, total }) => ({
      id,
      sku,
      title,
      quantity,
      unitPrice: Number(unitPrice),
      total: Number(total),
    })),
    payments: row.payments.map((payment) => ({
      id: payment.id,
      provider: payment.provider as PaymentProvider,
      status: payment.status,
      amount: Number(payment.amount),
      currency: payment.currency,
      action: actionOf(payment),
    })),
    externalId: row.externalId,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
