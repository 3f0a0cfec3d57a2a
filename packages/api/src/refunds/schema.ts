import { Currency, idPattern, Money, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { OrderId } from "../orders/schema.ts";
import { PaymentId } from "../payments/schema.ts";

export const RefundId = z.string().regex(idPattern("rfd"));

const LineId = z.string().regex(idPattern("itm"));

export const RefundStatus = z.enum([
  "pending",
  "requires_action",
  "succeeded",
  "failed",
  "canceled",
]);
export type RefundStatus = z.infer<typeof RefundStatus>;

export const Refund = z
  .object({
    id: RefundId,
    orderId: OrderId,
    paymentId: PaymentId,
    amount: Money,
    status: RefundStatus,
    source: z.enum(["own", "external"]).describe("An `external` one was made at the provider"),
    reason: z.string().max(500).nullable(),
    failureReason: z.string().max(500).nullable().describe("Why the provider has refused it"),
    lines: z
      .array(
        z.object({
          lineId: LineId,
          quantity: z.int().min(1).max(10_000),
          amount: Money,
          restock: z.boolean(),
        }),
      )
      .max(100),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Refund" });
export type Refund = z.infer<typeof Refund>;

export const RefundPage = Page(Refund).meta({ id: "RefundPage" });

export const ListRefunds = z.strictObject({
  ...pageQuery,
  orderId: OrderId.optional(),
  paymentId: PaymentId.optional(),
  status: RefundStatus.optional(),
});

export const GetRefund = z.strictObject({ id: RefundId });

export const CreateRefund = z
  .strictObject({
    orderId: OrderId,
    paymentId: PaymentId.optional().describe("Needed where several payments have money left"),
    amount: Money.extend({ amount: Money.shape.amount.min(1), currency: Currency })
      .optional()
      .describe("Left out, and without lines: all that is left"),
    lines: z
      .array(
        z.strictObject({
          lineId: LineId,
          quantity: z.int().min(1).max(10_000),
          restock: z.boolean().default(false).describe("Whether it is on the shelf again"),
        }),
      )
      .min(1)
      .max(100)
      .optional()
      .describe("In place of an amount: what is given back of the order's lines"),
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .meta({ id: "CreateRefund" });
export type CreateRefund = z.infer<typeof CreateRefund>;
