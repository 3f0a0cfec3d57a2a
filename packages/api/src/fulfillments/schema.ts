import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";

const OrderId = z.string().regex(idPattern("ord"));
const LineId = z.string().regex(idPattern("itm"));
const Quantity = z.int().min(1).max(10_000);

export const FulfillmentStatus = z.enum(["shipped", "delivered", "canceled"]);
export type FulfillmentStatus = z.infer<typeof FulfillmentStatus>;

export const Fulfillment = z
  .object({
    id: z.string().regex(idPattern("ful")),
    orderId: OrderId,
    status: FulfillmentStatus,
    carrier: z.string().max(100).nullable(),
    trackingNumber: z.string().max(100).nullable(),
    trackingUrl: z.url().max(2048).nullable(),
    lines: z
      .array(
        z.object({
          lineId: LineId.describe("The line of the order"),
          sku: z.string().max(64),
          title: z.string().max(520),
          quantity: Quantity,
        }),
      )
      .max(100),
    shippedAt: Timestamp,
    deliveredAt: Timestamp.nullable(),
    canceledAt: Timestamp.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Fulfillment" });
export type Fulfillment = z.infer<typeof Fulfillment>;

export const FulfillmentPage = Page(Fulfillment).meta({ id: "FulfillmentPage" });

export const ListFulfillments = z.strictObject({
  ...pageQuery,
  orderId: OrderId.optional(),
  status: FulfillmentStatus.optional(),
});

export const GetFulfillment = z.strictObject({ id: Fulfillment.shape.id });

export const ShipOrder = z
  .strictObject({
    orderId: OrderId,
    lines: z
      .array(z.strictObject({ lineId: LineId, quantity: Quantity }))
      .min(1)
      .max(100)
      .refine(isEachOnce, "Name each line once")
      .optional()
      .describe("What is in the parcel; left out: everything that is not shipped yet"),
    carrier: z.string().trim().min(1).max(100).optional(),
    trackingNumber: z.string().trim().min(1).max(100).optional(),
    trackingUrl: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional(),
  })
  .meta({ id: "ShipOrder" });
export type ShipOrder = z.infer<typeof ShipOrder>;

function isEachOnce(lines: { lineId: string }[]): boolean {
  return new Set(lines.map(({ lineId }) => lineId)).size === lines.length;
}
