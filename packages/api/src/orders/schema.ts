import { Currency, idPattern, Money, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import {
  CaptureMethod,
  PaymentAction,
  PaymentFlow,
  PaymentId,
  PaymentProvider,
  PaymentStatus,
} from "../payments/schema.ts";
import { Address, Email, ExternalId, Metadata } from "../procedure/fields.ts";
import { Sku } from "../products/schema.ts";
import { TaxRatePpm } from "../tax-rates/schema.ts";

export const OrderId = z.string().regex(idPattern("ord"));

export const OrderStatus = z.enum(["pending", "confirmed", "completed", "canceled"]);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const OrderPaymentStatus = z.enum([
  "unpaid",
  "pending",
  "authorized",
  "partially_paid",
  "paid",
  "overpaid",
  "partially_refunded",
  "refunded",
  "voided",
]);

export const OrderFulfillmentStatus = z.enum([
  "unfulfilled",
  "partially_fulfilled",
  "fulfilled",
  "partially_returned",
  "returned",
]);

const TaxOfLine = z
  .object({ name: z.string().max(60), ratePpm: TaxRatePpm })
  .nullable()
  .describe("null where no tax is charged");

export const Order = z
  .object({
    id: OrderId,
    number: z.int().min(1).max(2_147_483_647).describe("For people: shown as #1001"),
    status: OrderStatus,
    paymentStatus: OrderPaymentStatus,
    fulfillmentStatus: OrderFulfillmentStatus,
    email: z.string().max(254),
    customerId: z.string().regex(idPattern("cus")).nullable(),
    currency: z.string().length(3),
    subtotal: Money,
    discountTotal: Money,
    shippingTotal: Money,
    taxTotal: Money,
    total: Money,
    taxIncluded: z.boolean(),
    lines: z
      .array(
        z.object({
          id: z.string().regex(idPattern("itm")),
          sku: z.string().max(64),
          title: z.string().max(520),
          quantity: z.int().min(1).max(10_000),
          unitPrice: Money,
          total: Money,
          fulfilledQuantity: z.int().min(0).max(10_000).describe("Shipped of it"),
          taxTotal: Money.describe("Of the total where prices include tax, else on top of it"),
          taxRate: TaxOfLine,
        }),
      )
      .max(100),
    payments: z
      .array(
        z.object({
          id: PaymentId,
          provider: PaymentProvider,
          status: PaymentStatus,
          amount: Money,
          action: PaymentAction,
        }),
      )
      .max(100),
    externalId: z.string().max(255).nullable(),
    metadata: Metadata,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Order" });
export type Order = z.infer<typeof Order>;

export const OrderPage = Page(Order).meta({ id: "OrderPage" });

export const ListOrders = z.strictObject({
  ...pageQuery,
  status: OrderStatus.optional(),
  paymentStatus: OrderPaymentStatus.optional(),
  fulfillmentStatus: OrderFulfillmentStatus.optional(),
  email: Email.optional(),
  customerId: z.string().regex(idPattern("cus")).optional(),
  externalId: z.string().max(255).optional(),
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe("An order number, or part of the e-mail address"),
});

export const GetOrder = z.strictObject({ id: OrderId });

export const ReturnUrl = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .optional()
  .describe("Where the buyer goes after paying");

export const PlaceOrder = z
  .strictObject({
    email: Email,
    lines: z
      .array(z.strictObject({ sku: Sku, quantity: z.int().min(1).max(10_000) }))
      .min(1)
      .max(100),
    currency: Currency.optional().describe("The shop's by default"),
    payment: z
      .strictObject({
        provider: PaymentProvider,
        returnUrl: ReturnUrl,
        capture: CaptureMethod.optional(),
        flow: PaymentFlow.optional(),
      })
      .default({ provider: "manual" })
      .describe("Who takes the money; `manual` is a transfer that somebody notes"),
    externalId: ExternalId.optional(),
    shippingAddress: Address.optional(),
    metadata: Metadata.default({}),
  })
  .meta({ id: "PlaceOrder" });
export type PlaceOrder = z.infer<typeof PlaceOrder>;

export const PreviewOrder = PlaceOrder.pick({ lines: true, currency: true })
  .extend({
    shippingAddress: Address.partial()
      .required({ country: true })
      .optional()
      .describe(
        "What of it is known: the country decides the tax, and the region where it has its own",
      ),
  })
  .meta({ id: "PreviewOrder" });
export type PreviewOrder = z.infer<typeof PreviewOrder>;

const { id: _id, fulfilledQuantity: _shipped, ...lineShape } = Order.shape.lines.element.shape;

export const OrderPreview = Order.pick({
  ...{ currency: true, subtotal: true, discountTotal: true, shippingTotal: true },
  ...{ taxTotal: true, total: true, taxIncluded: true },
})
  .extend({
    inStock: z.boolean().describe("Whether there is enough of every line"),
    lines: z
      .array(z.object({ ...lineShape, available: z.int().describe("What can be sold of it now") }))
      .max(100),
  })
  .meta({ id: "OrderPreview" });
export type OrderPreview = z.infer<typeof OrderPreview>;

export const CancelOrder = z
  .strictObject({ id: OrderId, reason: z.string().trim().min(1).max(500).optional() })
  .meta({ id: "CancelOrder" });
