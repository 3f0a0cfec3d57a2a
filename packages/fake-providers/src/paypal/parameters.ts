import { z } from "zod";

/**
 * The bodies that this PayPal takes: a part of the real ones, held against the SDK's own schemas by a
 * test. PayPal passes over members that it does not know; this one refuses them, since a misspelt
 * member is a mistake either way.
 */
const Money = z.strictObject({
  currency_code: z.string().regex(/^[A-Z]{3}$/),
  value: z.string().regex(/^\d{1,31}(\.\d{1,3})?$/),
});

const address = z.url({ protocol: /^https?$/ }).max(4000);

const Amount = z.strictObject({
  ...Money.shape,
  breakdown: z
    .strictObject({
      item_total: Money.optional(),
      shipping: Money.optional(),
      handling: Money.optional(),
      tax_total: Money.optional(),
      discount: Money.optional(),
    })
    .optional(),
});

const PurchaseUnit = z.strictObject({
  reference_id: z.string().min(1).max(256).default("default"),
  amount: Amount,
  description: z.string().min(1).max(127).optional(),
  custom_id: z.string().min(1).max(255).optional(),
  invoice_id: z.string().min(1).max(127).optional(),
  soft_descriptor: z.string().min(1).max(22).optional(),
  items: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(127),
        quantity: z.string().regex(/^[1-9]\d{0,9}$/),
        unit_amount: Money,
        sku: z.string().min(1).max(127).optional(),
        category: z.enum(["DIGITAL_GOODS", "PHYSICAL_GOODS", "DONATION"]).optional(),
      }),
    )
    .min(1)
    .optional(),
});

const ExperienceContext = z.strictObject({
  brand_name: z.string().min(1).max(127).optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
    .optional(),
  shipping_preference: z.enum(["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]).optional(),
  return_url: address.optional(),
  cancel_url: address.optional(),
  landing_page: z.enum(["LOGIN", "GUEST_CHECKOUT", "NO_PREFERENCE", "BILLING"]).optional(),
  user_action: z.enum(["CONTINUE", "PAY_NOW"]).optional(),
  payment_method_preference: z.enum(["UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED"]).optional(),
});

export const OrderRequest = z.strictObject({
  intent: z.enum(["CAPTURE", "AUTHORIZE"]),
  purchase_units: z.array(PurchaseUnit).length(1),
  payment_source: z
    .strictObject({
      paypal: z.strictObject({
        email_address: z.email().optional(),
        experience_context: ExperienceContext.optional(),
      }),
    })
    .optional(),
});
export type OrderRequest = z.output<typeof OrderRequest>;

export const EmptyRequest = z.strictObject({});

export const CaptureRequest = z.strictObject({
  amount: Money.optional(),
  invoice_id: z.string().min(1).max(127).optional(),
  final_capture: z.boolean().default(false),
  note_to_payer: z.string().min(1).max(255).optional(),
  soft_descriptor: z.string().min(1).max(22).optional(),
});
export type CaptureRequest = z.output<typeof CaptureRequest>;

export const RefundRequest = z.strictObject({
  amount: Money.optional(),
  custom_id: z.string().min(1).max(127).optional(),
  invoice_id: z.string().min(1).max(127).optional(),
  note_to_payer: z.string().min(1).max(255).optional(),
});
export type RefundRequest = z.output<typeof RefundRequest>;

export const ReauthorizeRequest = z.strictObject({ amount: Money.optional() });
export type ReauthorizeRequest = z.output<typeof ReauthorizeRequest>;
