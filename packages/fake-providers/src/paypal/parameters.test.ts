import { expect, test } from "vitest";
import { z } from "zod";
import { CaptureRequest, OrderRequest, ReauthorizeRequest, RefundRequest } from "./parameters.ts";
import { throughSdk } from "./testing/sdk-models.ts";

const money = { currency_code: "EUR", value: "19.99" };

/** Every member that this PayPal takes, once. */
const whole = {
  orderRequest: {
    intent: "CAPTURE",
    purchase_units: [
      {
        ...{ reference_id: "r", description: "d", custom_id: "c", invoice_id: "i" },
        soft_descriptor: "s",
        amount: {
          ...money,
          breakdown: {
            ...{ item_total: money, shipping: money, handling: money },
            ...{ tax_total: money, discount: money },
          },
        },
        items: [
          { name: "n", quantity: "1", unit_amount: money, sku: "s", category: "PHYSICAL_GOODS" },
        ],
      },
    ],
    payment_source: {
      paypal: {
        email_address: "a@example.com",
        experience_context: {
          ...{ brand_name: "b", locale: "de-DE", shipping_preference: "NO_SHIPPING" },
          ...{ return_url: "https://a.example", cancel_url: "https://b.example" },
          ...{ landing_page: "LOGIN", user_action: "PAY_NOW" },
          payment_method_preference: "UNRESTRICTED",
        },
      },
    },
  },
  captureRequest: {
    ...{ amount: money, invoice_id: "i", final_capture: true, note_to_payer: "n" },
    soft_descriptor: "s",
  },
  refundRequest: { amount: money, custom_id: "c", invoice_id: "i", note_to_payer: "n" },
  reauthorizeRequest: { amount: money },
};

const tables: [keyof typeof whole, z.ZodType][] = [
  ["orderRequest", OrderRequest],
  ["captureRequest", CaptureRequest],
  ["refundRequest", RefundRequest],
  ["reauthorizeRequest", ReauthorizeRequest],
];

test.each(tables)("%s: what this PayPal takes, the SDK's own schema takes", (model, table) => {
  const sample = whole[model];
  expect(table.parse(sample)).toEqual(sample);
  expect(missingIn(sample, table)).toEqual([]);
  expect(throughSdk(model, sample)).toEqual(sample);
});

test("a member that the SDK does not know does not come through", () => {
  expect(
    throughSdk("refundRequest", { ...whole.refundRequest, refund_id: "r" }),
  ).not.toHaveProperty("refund_id");
  const wrong = { ...whole.refundRequest, amount: { currency_code: "EUR", value: 19.99 } };
  expect(() => throughSdk("refundRequest", wrong)).toThrow(/value/);
});

/** Members of the table that the sample has forgotten. */
function missingIn(sample: unknown, table: z.ZodType, path = ""): string[] {
  if (table instanceof z.ZodOptional || table instanceof z.ZodDefault) {
    const inner = table.unwrap();
    return inner instanceof z.ZodType ? missingIn(sample, inner, path) : [];
  }
  if (table instanceof z.ZodArray && Array.isArray(sample)) {
    return table.element instanceof z.ZodType
      ? missingIn(sample[0], table.element, `${path}[]`)
      : [];
  }
  if (!(table instanceof z.ZodObject)) return [];
  return Object.entries<z.ZodType>(table.shape).flatMap(([name, inner]) => {
    const value = typeof sample === "object" && sample ? Reflect.get(sample, name) : undefined;
    return value === undefined ? [`${path}.${name}`] : missingIn(value, inner, `${path}.${name}`);
  });
}
