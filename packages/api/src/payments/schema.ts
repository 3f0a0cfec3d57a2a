import { Currency, idPattern, Money, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { transports } from "../procedure/transports.ts";

export const PaymentId = z.string().regex(idPattern("pay"));

export const PaymentProvider = z.enum(["manual", "test", "stripe", "paypal"]);
export type PaymentProvider = z.infer<typeof PaymentProvider>;

export const PaymentStatus = z.enum([
  "created",
  "requires_action",
  "processing",
  "authorized",
  "partially_captured",
  "captured",
  "partially_refunded",
  "refunded",
  "failed",
  "canceled",
  "expired",
]);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const CaptureMethod = z
  .enum(["automatic", "manual"])
  .describe("`automatic` (the default) takes the money at once; `manual` only holds it");

export const PaymentFlow = z
  .enum(["hosted", "embedded"])
  .describe(
    "`hosted` (the default) is the provider's page; `embedded` gives a client secret for your own",
  );

/** What the buyer has to do; null is nothing, or nothing yet. */
export const PaymentAction = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("redirect"), url: z.url().max(2048) }),
    z.object({ type: z.literal("clientSecret"), clientSecret: z.string().max(500) }),
  ])
  .nullable();
export type PaymentAction = z.infer<typeof PaymentAction>;

export const Payment = z
  .object({
    id: PaymentId,
    orderId: z.string().regex(idPattern("ord")),
    provider: PaymentProvider,
    status: PaymentStatus,
    amount: Money,
    amountAuthorized: Money.describe("What was held, whether or not it was captured since"),
    amountCaptured: Money,
    amountRefunded: Money,
    capture: CaptureMethod,
    requiresReview: z.boolean().describe("It does not add up: a person has to look at it"),
    action: PaymentAction,
    failure: z
      .object({ code: z.string().max(100), message: z.string().max(500) })
      .nullable()
      .describe("Why the last attempt failed"),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Payment" });
export type Payment = z.infer<typeof Payment>;

export const PaymentPage = Page(Payment).meta({ id: "PaymentPage" });

export const ListPayments = z.strictObject({
  ...pageQuery,
  status: PaymentStatus.optional(),
  provider: PaymentProvider.optional(),
  orderId: z.string().regex(idPattern("ord")).optional(),
});

export const GetPayment = z.strictObject({ id: PaymentId });

export const CapturePayment = z
  .strictObject({
    id: PaymentId,
    amount: Money.extend({ amount: Money.shape.amount.min(1), currency: Currency })
      .optional()
      .describe("All that is held, by default"),
    final: z.boolean().default(true).describe("Whether the rest is let go of"),
  })
  .meta({ id: "CapturePayment" });
export type CapturePayment = z.infer<typeof CapturePayment>;

export const ResolveReview = z.strictObject({
  id: PaymentId,
  note: z.string().trim().min(1, "Say what came of it.").max(500),
});
export type ResolveReview = z.infer<typeof ResolveReview>;

/** What is known of a payment's money, and who said so first. */
export const PaymentLedger = z.object({
  data: z
    .array(
      z.object({
        id: z.string(),
        type: z.enum([
          "authorization",
          "capture",
          "void",
          "refund",
          "chargeback",
          "chargeback_reversal",
        ]),
        status: z.enum(["pending", "succeeded", "failed", "canceled"]),
        amount: Money,
        providerRef: z.string(),
        source: z.enum(transports).describe("By which way it was told first"),
        occurredAt: Timestamp,
      }),
    )
    .max(1000),
  reviews: z
    .array(
      z.object({
        key: z.string(),
        reason: z.string(),
        detail: z.string().max(500),
        foundAt: Timestamp,
        settledAt: Timestamp.nullable().describe("Null while a person has to look at it"),
        settledBy: z.string().nullable().describe("Null where it has settled itself"),
        note: z.string().max(500).nullable(),
      }),
    )
    .describe("What does not add up, or did not"),
});
