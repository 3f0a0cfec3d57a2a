import type { Prisma } from "@crossdock/db";
import type { Fulfillment } from "./schema.ts";

export const fulfillmentParts = {
  lines: {
    include: { item: { select: { variantId: true, sku: true, title: true } } },
    orderBy: { item: { position: "asc" } },
  },
} satisfies Prisma.FulfillmentInclude;

export type FulfillmentRow = Prisma.FulfillmentGetPayload<{ include: typeof fulfillmentParts }>;

/** A shipment as every transport shows it. */
export function toFulfillment(row: FulfillmentRow): Fulfillment {
  return {
    id: row.id,
    orderId: row.orderId,
    status: row.status,
    carrier: row.carrier,
    trackingNumber: row.trackingNumber,
    trackingUrl: row.trackingUrl,
    lines: row.lines.map(({ itemId, quantity, item: { sku, title } }) => ({
      lineId: itemId,
      sku,
      title,
      quantity,
    })),
    shippedAt: row.shippedAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    canceledAt: row.canceledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
