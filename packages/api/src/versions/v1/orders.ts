import { Amount, Page } from "@crossdock/core";
import { z } from "zod";
import { Order, OrderPreview, PlaceOrder, PreviewOrder, ReturnUrl } from "../../orders/schema.ts";
import { PaymentProvider } from "../../payments/schema.ts";

const { shape } = Order;
const line = shape.lines.element.shape;
const payment = shape.payments.element.shape;

const OrderItem = z.object({
  id: line.id,
  sku: line.sku,
  title: line.title,
  quantity: line.quantity,
  unitPrice: Amount,
  total: Amount,
});

const OrderPayment = z.object({
  id: payment.id,
  provider: payment.provider,
  status: payment.status,
  amount: Amount,
  currency: shape.currency,
  action: payment.action,
});

export const OrderV1 = z
  .object({
    id: shape.id,
    number: shape.number,
    status: shape.status,
    paymentStatus: shape.paymentStatus,
    fulfillmentStatus: shape.fulfillmentStatus,
    email: shape.email,
    customerId: shape.customerId,
    currency: shape.currency,
    subtotal: Amount,
    discountTotal: Amount,
    shippingTotal: Amount,
    taxTotal: Amount,
    total: Amount,
    taxIncluded: shape.taxIncluded,
    items: z.array(OrderItem).max(100),
    payments: z.array(OrderPayment).max(100),
    externalId: shape.externalId,
    metadata: shape.metadata,
    createdAt: shape.createdAt,
    updatedAt: shape.updatedAt,
  })
  .meta({ id: "Order" });
export type OrderV1 = z.infer<typeof OrderV1>;

export const OrderPageV1 = Page(OrderV1).meta({ id: "OrderPage" });

export const PlaceOrderV1 = z
  .strictObject({
    email: PlaceOrder.shape.email,
    items: PlaceOrder.shape.lines,
    currency: PlaceOrder.shape.currency,
    paymentProvider: PaymentProvider.default("manual"),
    returnUrl: ReturnUrl,
    externalId: PlaceOrder.shape.externalId,
    shippingAddress: PlaceOrder.shape.shippingAddress,
    metadata: PlaceOrder.shape.metadata,
  })
  .meta({ id: "PlaceOrder" });

export const PreviewOrderV1 = z
  .strictObject({
    items: PreviewOrder.shape.lines,
    currency: PreviewOrder.shape.currency,
    shippingAddress: PreviewOrder.shape.shippingAddress,
  })
  .meta({ id: "PreviewOrder" });

export const OrderPreviewV1 = OrderV1.pick({
  ...{ currency: true, subtotal: true, discountTotal: true, shippingTotal: true },
  ...{ taxTotal: true, total: true, taxIncluded: true },
})
  .extend({
    inStock: OrderPreview.shape.inStock,
    items: z
      .array(
        OrderItem.omit({ id: true }).extend({
          available: OrderPreview.shape.lines.element.shape.available,
        }),
      )
      .max(100),
  })
  .meta({ id: "OrderPreview" });

export function previewOrder({ items: lines, ...same }: z.output<typeof PreviewOrderV1>) {
  return { ...same, lines };
}

export function toOrderPreviewV1(preview: OrderPreview): z.infer<typeof OrderPreviewV1> {
  return {
    currency: preview.currency,
    subtotal: preview.subtotal.amount,
    discountTotal: preview.discountTotal.amount,
    shippingTotal: preview.shippingTotal.amount,
    taxTotal: preview.taxTotal.amount,
    total: preview.total.amount,
    taxIncluded: preview.taxIncluded,
    inStock: preview.inStock,
    items: preview.lines.map(({ sku, title, quantity, unitPrice, total, available }) => ({
      ...{ sku, title, quantity, available },
      ...{ unitPrice: unitPrice.amount, total: total.amount },
    })),
  };
}

export function placeOrder(old: z.output<typeof PlaceOrderV1>) {
  const { items: lines, paymentProvider: provider, returnUrl, ...same } = old;
  return { ...same, lines, payment: { provider, returnUrl } };
}

/** Where a place in today's input is in v1's: `#/lines/0/sku` → `#/items/0/sku`. */
export function placeOrderPointer(pointer: string): string {
  return pointer
    .replace(/^#\/lines(?=\/|$)/, "#/items")
    .replace(/^#\/payment\/provider$/, "#/paymentProvider")
    .replace(/^#\/payment\/returnUrl$/, "#/returnUrl");
}

export function toOrderV1(order: Order): OrderV1 {
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    paymentStatus: order.paymentStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    email: order.email,
    customerId: order.customerId,
    currency: order.currency,
    subtotal: order.subtotal.amount,
    discountTotal: order.discountTotal.amount,
    shippingTotal: order.shippingTotal.amount,
    taxTotal: order.taxTotal.amount,
    total: order.total.amount,
    taxIncluded: order.taxIncluded,
    items: order.lines.map(toItem),
    payments: order.payments.map(toOrderPayment),
    externalId: order.externalId,
    metadata: order.metadata,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
  };
}

function toItem({ id, sku, title, quantity, unitPrice, total }: Order["lines"][number]) {
  return { id, sku, title, quantity, unitPrice: unitPrice.amount, total: total.amount };
}

function toOrderPayment({
  id,
  provider,
  status,
  amount: money,
  action,
}: Order["payments"][number]) {
  return { id, provider, status, ...money, action };
}
