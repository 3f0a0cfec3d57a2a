import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";

export const Fulfillment = z
  .object({
    id: z.string().regex(idPattern("ful")),
    orderId: z.string().regex(idPattern("ord")),
    carrier: z.string().max(100).nullable(),
    trackingNumber: z.string().max(100).nullable(),
    trackingUrl: z.url().max(2048).nullable(),
    shippedAt: Timestamp,
  })
  .meta({ id: "Fulfillment" });

export const ListFulfillments = z.strictObject({ orderId: Fulfillment.shape.orderId });
export const FulfillmentList = z.object({ data: z.array(Fulfillment).max(100) });

export const ShipOrder = z.strictObject({
  orderId: Fulfillment.shape.orderId,
  carrier: z.string().trim().min(1).max(100).optional(),
  trackingNumber: z.string().trim().min(1).max(100).optional(),
  trackingUrl: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
});
