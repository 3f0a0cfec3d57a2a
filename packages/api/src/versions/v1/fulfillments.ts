import { z } from "zod";
import { Fulfillment } from "../../fulfillments/schema.ts";

const { shape } = Fulfillment;

/** What `fulfillment.shipped` told in v1, where a shipment was a whole order. */
export const ShippedV1 = z
  .object({
    id: shape.id,
    orderId: shape.orderId,
    carrier: shape.carrier,
    trackingNumber: shape.trackingNumber,
    trackingUrl: shape.trackingUrl,
    createdAt: shape.createdAt,
    shippedAt: shape.shippedAt,
  })
  .meta({ id: "ShippedEventObject" });

export function toShippedV1(fulfillment: Fulfillment): z.infer<typeof ShippedV1> {
  return {
    id: fulfillment.id,
    orderId: fulfillment.orderId,
    carrier: fulfillment.carrier,
    trackingNumber: fulfillment.trackingNumber,
    trackingUrl: fulfillment.trackingUrl,
    createdAt: fulfillment.createdAt,
    shippedAt: fulfillment.shippedAt,
  };
}
