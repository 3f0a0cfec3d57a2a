import type { Webhook } from "@crossdock/adapters";
import { z } from "zod";
import { Customer } from "../customers/schema.ts";
import { Dispute } from "../disputes/schema.ts";
import { Event } from "../events/schema.ts";
import { Fulfillment } from "../fulfillments/schema.ts";
import { Inquiry } from "../inquiries/schema.ts";
import { InventoryLevel } from "../inventory/schema.ts";
import { Order } from "../orders/schema.ts";
import { Payment } from "../payments/schema.ts";
import { type EventType, eventTypes } from "../procedure/events.ts";
import { Product, Variant } from "../products/schema.ts";
import { Refund } from "../refunds/schema.ts";
import { ShippedV1 } from "./v1/fulfillments.ts";
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
  dispute: Dispute,
  refund: Refund,
  product: Product,
};

// By the whole type, or else by its first word.
const olderObjects: Record<string, Record<string, z.ZodType>> = {
  v1: {
    "fulfillment.shipped": ShippedV1,
    order: OrderV1,
    payment: PaymentV1,
    product: ProductV1,
  },
};

const summaries: Record<EventType, string> = {
  "product.created": "A product was created",
  "product.updated": "A product was changed",
  "product.archived": "A product was archived: it can no longer be ordered",
  "inventory.updated": "The stock of a SKU was set",
  "customer.created": "A customer was created",
  "customer.updated": "A customer was changed",
  "order.created": "An order was placed",
  "order.confirmed": "An order was confirmed: it is paid, or will be by agreement",
  "order.completed": "An order was shipped and paid in full",
  "order.canceled": "An order was canceled, and its stock given back",
  "payment.authorized": "Money for an order is held: it can be captured",
  "payment.captured": "A payment was captured",
  "payment.failed": "An attempt to pay failed",
  "payment.canceled": "A payment was canceled before any money moved",
  "payment.unexpected": "Money came that nothing was owed for",
  "payment.review_required": "A payment does not add up: a person has to look at it",
  "refund.created": "Money is to be given back, or was at the provider",
  "refund.succeeded": "Money was given back",
  "refund.failed": "Money could not be given back: it is the shop's again",
  "dispute.opened": "A buyer disputes a payment",
  "dispute.updated": "A dispute has changed",
  "dispute.closed": "A dispute is decided",
  "fulfillment.shipped": "An order was shipped, or a part of it",
  "fulfillment.delivered": "A shipment has arrived",
  "fulfillment.canceled": "A shipment was canceled, and what was in it is to be shipped again",
  "inquiry.created": "An inquiry was submitted",
  "inquiry.answered": "An inquiry was answered",
};

/** What each event reads like in a version: the same whether it is listed or sent. */
export function eventSchema(version: string, type: EventType): z.ZodType {
  const [subject = ""] = type.split(".");
  const older = olderObjects[version];
  const object = older?.[type] ?? older?.[subject] ?? objects[subject];
  if (object === undefined) throw new Error(`${type}: say what its object is.`);
  return Event.extend({ type: z.literal(type), data: z.object({ object }) });
}

/** The `webhooks` of a version's OpenAPI document. */
export function eventWebhooks(version: string): Record<string, Webhook> {
  return Object.fromEntries(
    eventTypes.map((type) => {
      return [type, { summary: summaries[type], schema: eventSchema(version, type) }];
    }),
  );
}
