import { z } from "zod";

/**
 * The parameters that this Stripe knows, by the SDK's name of their type: a part of the real ones,
 * and a test holds them against the SDK's own types. What is not here is refused as unknown.
 */
const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);

const flag = z.enum(["true", "false"]).transform((text) => text === "true");
const expand = z.array(z.string().min(1)).max(20).optional();
const text = z.string().min(1).max(5000);
const captureMethod = z.enum(["automatic", "automatic_async", "manual"]);

const metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((pairs) => Object.keys(pairs).length <= 50, "Metadata can hold up to 50 keys");

const since = z.union([
  integer,
  z.strictObject({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
]);

const page = {
  ending_before: text.optional(),
  expand,
  limit: integer.pipe(z.int().min(1).max(100)).optional(),
  starting_after: text.optional(),
};

const onlyExpand = z.strictObject({ expand });

/** A multi-capture has to be asked for when the payment is made. */
const paymentMethodOptions = z.strictObject({
  card: z
    .strictObject({ request_multicapture: z.enum(["if_available", "never"]).optional() })
    .optional(),
});

const address = z.url({ protocol: /^https?$/ }).max(5000);

const SessionCreateParams = z.strictObject({
  cancel_url: address.optional(),
  client_reference_id: text.max(200).optional(),
  customer_email: z.email().max(800).optional(),
  expand,
  expires_at: integer.optional(),
  line_items: z
    .array(
      z.strictObject({
        price_data: z.strictObject({
          currency: text.length(3),
          product_data: z.strictObject({
            description: text.optional(),
            name: text,
          }),
          unit_amount: integer.pipe(z.int().min(0)),
        }),
        quantity: integer.pipe(z.int().min(1)),
      }),
    )
    .min(1)
    .max(100),
  locale: z.enum(["auto", "de", "en", "es", "fr", "it", "nl"]).optional(),
  metadata: metadata.optional(),
  mode: z.enum(["payment"]),
  payment_intent_data: z
    .strictObject({
      capture_method: captureMethod.optional(),
      description: text.optional(),
      metadata: metadata.optional(),
      receipt_email: z.email().optional(),
    })
    .optional(),
  payment_method_options: paymentMethodOptions.optional(),
  redirect_on_completion: z.enum(["always", "if_required", "never"]).optional(),
  return_url: address.optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
  success_url: address.optional(),
  ui_mode: z.enum(["elements", "embedded_page", "hosted_page"]).default("hosted_page"),
});

const PaymentIntentCreateParams = z.strictObject({
  amount: integer,
  automatic_payment_methods: z
    .strictObject({ allow_redirects: z.enum(["always", "never"]).optional(), enabled: flag })
    .optional(),
  capture_method: captureMethod.default("automatic_async"),
  confirm: flag.optional(),
  currency: text.length(3),
  description: text.optional(),
  expand,
  metadata: metadata.optional(),
  payment_method: text.optional(),
  payment_method_options: paymentMethodOptions.optional(),
  receipt_email: z.email().optional(),
  return_url: address.optional(),
});

/** By module of the SDK, then by the type's name. */
export const stripeParameters = {
  "Checkout/Sessions": {
    SessionCreateParams,
    SessionRetrieveParams: onlyExpand,
    SessionExpireParams: onlyExpand,
    SessionListParams: z.strictObject({
      ...page,
      created: since.optional(),
      payment_intent: text.optional(),
      status: z.enum(["complete", "expired", "open"]).optional(),
    }),
  },
  PaymentIntents: {
    PaymentIntentCreateParams,
    PaymentIntentRetrieveParams: z.strictObject({ client_secret: text.optional(), expand }),
    PaymentIntentConfirmParams: z.strictObject({
      expand,
      payment_method: text.optional(),
      return_url: address.optional(),
    }),
    PaymentIntentCaptureParams: z.strictObject({
      amount_to_capture: integer.pipe(z.int().min(1)).optional(),
      expand,
      final_capture: flag.optional(),
      metadata: metadata.optional(),
    }),
    PaymentIntentCancelParams: z.strictObject({
      cancellation_reason: z
        .enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"])
        .optional(),
      expand,
    }),
    PaymentIntentListParams: z.strictObject({ ...page, created: since.optional() }),
  },
  Charges: {
    ChargeRetrieveParams: onlyExpand,
    ChargeListParams: z.strictObject({
      ...page,
      created: since.optional(),
      payment_intent: text.optional(),
    }),
  },
  Refunds: {
    RefundCreateParams: z.strictObject({
      amount: integer.optional(),
      charge: text.optional(),
      expand,
      metadata: metadata.optional(),
      payment_intent: text.optional(),
      reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
    }),
    RefundRetrieveParams: onlyExpand,
    RefundListParams: z.strictObject({
      ...page,
      charge: text.optional(),
      created: since.optional(),
      payment_intent: text.optional(),
    }),
  },
  Disputes: {
    DisputeRetrieveParams: onlyExpand,
    DisputeListParams: z.strictObject({
      ...page,
      charge: text.optional(),
      created: since.optional(),
      payment_intent: text.optional(),
    }),
  },
  Events: {
    EventRetrieveParams: onlyExpand,
    EventListParams: z.strictObject({
      ...page,
      created: since.optional(),
      delivery_success: flag.optional(),
      type: text.optional(),
      types: z.array(text).max(20).optional(),
    }),
  },
  Balance: { BalanceRetrieveParams: onlyExpand },
} satisfies Record<string, Record<string, z.ZodObject>>;

type Modules = typeof stripeParameters;

export type SessionParams = z.output<Modules["Checkout/Sessions"]["SessionCreateParams"]>;
export type IntentParams = z.output<Modules["PaymentIntents"]["PaymentIntentCreateParams"]>;
export type ConfirmParams = z.output<Modules["PaymentIntents"]["PaymentIntentConfirmParams"]>;
export type CaptureParams = z.output<Modules["PaymentIntents"]["PaymentIntentCaptureParams"]>;
export type RefundParams = z.output<Modules["Refunds"]["RefundCreateParams"]>;
export type PageParams = z.output<Modules["PaymentIntents"]["PaymentIntentListParams"]>;
export type EventListParams = z.output<Modules["Events"]["EventListParams"]>;
