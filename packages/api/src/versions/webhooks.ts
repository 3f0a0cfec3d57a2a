import type { Webhook } from "@crossdock/adapters";
import { z } from "zod";
import { Customer } from "../customers/schema.ts";
import { Event } from "../events/schema.ts";
import { Fulfillment } from "../fulfillments/schema.ts";
import { Inquiry } from "../inquiries/schema.ts";
import { InventoryLevel } from "../inventory/schema.ts";
import { Order } from "../orders/schema.ts";
import { Payment } from "../payments/schema.ts";
import { type EventType, eventTypes } from "../procedure/events.ts";
import { Product, Variant } from "../products/schema.ts";
import { OrderV1 } from "./v1/orders.ts";
import { PaymentV1 } from "./v1/payments.ts";
import { ProductV1 } from "./v1/products.ts";

/** The object of an event, by the first word of its type. */
const objects: Record<string, z.ZodType> = {
  customer: Customer,
  fulfillment: Fulfillment,
  inquiry: Inquiry,
  inventory: InventoryLevel.extend({ id: Variant.shape.id }).meta({ id: "InventoryEventObject" }),
  order: Order,
  payment: Payment,
  product: Product,
};

const olderObjects: Record<string, Record<string, z.ZodType>> = {
  v1: { order: OrderV1, payment: PaymentV1, product: ProductV1 },
};

/** What each event reads like in a version: the same whether it is listed or sent. */
export function eventSchema(version: string, type: EventType): z.ZodType {
  const [subject = ""] = type.split(".");
  const object = olderObjects[version]?.[subject] ?? objects[subject];
  if (object === undefined) throw new Error(`${type}: say what its object is.`);
  return Event.extend({ type: z.literal(type), data: z.object({ object }) });
}

/** The `webhooks` of a version's OpenAPI document. */
export function eventWebhooks(version: string): Record<string, Webhook> {
  return Object.fromEntries(
    eventTypes.map((type) => {
      const summary = `Something happened: ${type}`;
      return [type, { summary, schema: eventSchema(version, type) }];
    }),
  );
}
