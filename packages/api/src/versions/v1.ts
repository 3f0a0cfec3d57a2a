import { defineVersion, down, up } from "@crossdock/adapters";
import type { Page } from "@crossdock/core";
import { EventPage } from "../events/schema.ts";
import { appRouter } from "../router.ts";
import { CustomerExportV1, toCustomerExportV1 } from "./v1/customers.ts";
import { toEventV1 } from "./v1/events.ts";
import {
  OrderPageV1,
  OrderPreviewV1,
  OrderV1,
  PlaceOrderV1,
  PreviewOrderV1,
  placeOrder,
  placeOrderPointer,
  previewOrder,
  toOrderPreviewV1,
  toOrderV1,
} from "./v1/orders.ts";
import { PaymentPageV1, PaymentV1, toPaymentV1 } from "./v1/payments.ts";
import {
  CreateProductV1,
  createProduct,
  ProductPageV1,
  ProductV1,
  toProductV1,
  UpdateProductV1,
  updateProduct,
} from "./v1/products.ts";

const amounts = "Amounts are integers beside a `currency`.";
const order = "Sums are integers in the order's `currency`; `lines` is `items`.";

const orderOutput = { summary: order, output: down(OrderV1, toOrderV1) };
const productOutput = { summary: amounts, output: down(ProductV1, toProductV1) };

/** The first version: amounts as bare integers, `items`, and `paymentProvider` beside `returnUrl`. */
export const v1 = defineVersion(appRouter, {
  name: "v1",
  released: "2026-11-22",
  deprecated: "2027-01-01",
  sunset: "2028-01-01",
  docs: "/docs/changelog#v1",
  changes: {
    "customers.export": {
      summary: "Orders and payments have the shapes of this version.",
      output: down(CustomerExportV1, toCustomerExportV1),
    },
    "orders.list": { summary: order, output: down(OrderPageV1, eachOf(toOrderV1)) },
    "orders.get": orderOutput,
    "orders.cancel": orderOutput,
    "orders.create": {
      summary: `${order} \`payment\` is two members, \`paymentProvider\` and \`returnUrl\`.`,
      input: up(PlaceOrderV1, placeOrder),
      output: down(OrderV1, toOrderV1),
      pointer: placeOrderPointer,
      detail: (detail) =>
        detail
          .replace("payment.provider", "paymentProvider")
          // Nobody knew of PayPal when this version was new.
          .replace(/^PayPal is not set up/, "This provider is not set up"),
      example: {
        email: "zoe@example.com",
        items: [{ sku: "HP-MUG-TDW-350-BLU", quantity: 2 }],
        paymentProvider: "test",
        returnUrl: "https://shop.example/thanks",
      },
    },
    "orders.preview": {
      summary: order,
      input: up(PreviewOrderV1, previewOrder),
      output: down(OrderPreviewV1, toOrderPreviewV1),
      pointer: placeOrderPointer,
      example: {
        items: [{ sku: "HP-MUG-TDW-350-BLU", quantity: 2 }],
        shippingAddress: { country: "DE" },
      },
    },
    "products.list": { summary: amounts, output: down(ProductPageV1, eachOf(toProductV1)) },
    "products.get": productOutput,
    "products.create": {
      ...productOutput,
      input: up(CreateProductV1, createProduct),
      example: {
        title: "Tidewater Enamel Mug",
        status: "active",
        variants: [{ sku: "HP-MUG-TDW-350-BLU", title: "350 ml, Blue", price: 1890, stock: 40 }],
      },
    },
    "products.addImage": productOutput,
    "products.updateImage": productOutput,
    "products.removeImage": productOutput,
    "products.update": { ...productOutput, input: up(UpdateProductV1, updateProduct) },
    "payments.list": { summary: amounts, output: down(PaymentPageV1, eachOf(toPaymentV1)) },
    "payments.get": { summary: amounts, output: down(PaymentV1, toPaymentV1) },
    "events.list": {
      summary: "Objects of events have the shapes of this version.",
      output: down(EventPage, eachOf(toEventV1)),
    },
  },
});

function eachOf<Now, Old>(toOld: (now: Now) => Old): (page: Page<Now>) => Page<Old> {
  return ({ data, hasMore, nextCursor }) => ({ data: data.map(toOld), hasMore, nextCursor });
}
