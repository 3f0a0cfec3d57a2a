import { Amount, Page } from "@crossdock/core";
import { z } from "zod";
import { Payment } from "../../payments/schema.ts";

const { shape } = Payment;

export const PaymentV1 = z
  .object({
    id: shape.id,
    orderId: shape.orderId,
    provider: shape.provider,
    status: shape.status,
    amount: Amount,
    currency: z.string().length(3),
    amountCaptured: Amount,
    amountRefunded: Amount,
    action: shape.action,
    failure: shape.failure,
    createdAt: shape.createdAt,
    updatedAt: shape.updatedAt,
  })
  .meta({ id: "Payment" });
export type PaymentV1 = z.infer<typeof PaymentV1>;

export const PaymentPageV1 = Page(PaymentV1).meta({ id: "PaymentPage" });

export function toPaymentV1(payment: Payment): PaymentV1 {
  return {
    id: payment.id,
    orderId: payment.orderId,
    provider: payment.provider,
    status: payment.status,
    amount: payment.amount.amount,
    currency: payment.amount.currency,
    amountCaptured: payment.amountCaptured.amount,
    amountRefunded: payment.amountRefunded.amount,
    action: payment.action,
    failure: payment.failure,
    createdAt: payment.createdAt,
    updatedAt: payment.updatedAt,
  };
}
