import type { Event } from "../../events/schema.ts";
import type { Fulfillment } from "../../fulfillments/schema.ts";
import type { Order } from "../../orders/schema.ts";
import type { Payment } from "../../payments/schema.ts";
import type { Product } from "../../products/schema.ts";
import { toShippedV1 } from "./fulfillments.ts";
import { toOrderV1 } from "./orders.ts";
import { toPaymentV1 } from "./payments.ts";
import { toVariantV1 } from "./products.ts";

export function toEventV1({ id, type, createdAt, data }: Event): Event {
  return { id, type, createdAt, data: { object: toObjectV1(type, data.object) } };
}

// An event holds the newest shape of the object that its type names.
function toObjectV1(type: Event["type"], object: Event["data"]["object"]) {
  if (type.startsWith("order.")) return toOrderV1(object as Order);
  if (type === "fulfillment.shipped") return toShippedV1(object as Fulfillment);
  if (type.startsWith("payment.")) return toPaymentV1(object as Payment);
  if (!type.startsWith("product.")) return object;
  // Its members are in another order than the answer's, and were in v1.
  const { images: _, ...rest } = object as Product;
  return { ...rest, variants: rest.variants.map(toVariantV1) };
}
