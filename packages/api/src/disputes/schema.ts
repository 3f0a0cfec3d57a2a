import { idPattern, Money, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { OrderId } from "../orders/schema.ts";
import { PaymentId } from "../payments/schema.ts";

export const DisputeId = z.string().regex(idPattern("dsp"));

export const DisputeStatus = z.enum([
  "inquiry",
  "needs_response",
  "under_review",
  "won",
  "lost",
  "closed",
]);

export const Dispute = z
  .object({
    id: DisputeId,
    orderId: OrderId,
    paymentId: PaymentId,
    amount: Money,
    reason: z.string().max(200),
    status: DisputeStatus,
    refundable: z.boolean().describe("False while a refund would pay the buyer twice"),
    evidenceDueAt: Timestamp.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Dispute" });
export type Dispute = z.infer<typeof Dispute>;

export const DisputePage = Page(Dispute).meta({ id: "DisputePage" });

export const ListDisputes = z.strictObject({
  ...pageQuery,
  orderId: OrderId.optional(),
  paymentId: PaymentId.optional(),
  status: DisputeStatus.optional(),
});

export const GetDispute = z.strictObject({ id: DisputeId });
