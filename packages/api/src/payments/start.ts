import type { CreatedPayment } from "@crossdock/connectors";
import type { Order } from "../orders/schema.ts";
import type { Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { asPayments, cancelKey, deadlineMs, providerOf } from "./provider.ts";
import { returnAddress } from "./return-address.ts";
import type { PaymentAction } from "./schema.ts";

// The page must be closed well before the stock is given back; Stripe wants half an hour at least.
const pageOpenMs = 50 * 60_000;

/** The job that starts a payment which its caller could not. */
export const startPaymentJob = "start-payment";

/**
 * Asks the provider for the payment page of a just placed order. Never throws for the provider:
 * where it does not answer, the order stands without an action and the job tries again.
 */
export async function startPayment(context: Context, order: Order): Promise<Order> {
  const payment = order.payments.find(({ status }) => status === "created");
  if (!payment || payment.provider === "manual") return order;
  const action = await requestAction(context, payment.id).catch(() => null);
  const payments = order.payments.map((one) => (one.id === payment.id ? { ...one, action } : one));
  return { ...order, payments };
}

/**
 * Creates the payment at its provider, once: our payment's id is the provider's idempotency key.
 * @throws ConnectorError, or AppError where the connector refuses
 */
export async function requestAction(context: Context, paymentId: string): Promise<PaymentAction> {
  const payment = await context.services.db.prisma.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { order: true },
  });
  if (payment.providerRef !== null || payment.sessionRef !== null)
    return payment.action as PaymentAction;
  const { order } = payment;
  const returnUrl = await returnAddress(context, paymentId);
  const provider = await providerOf(context, payment);
  const created = await provider.create({
    paymentId,
    orderId: order.id,
    orderNumber: order.number,
    amount: Number(payment.amount),
    currency: payment.currency,
    capture: payment.capture === "manual" ? "manual" : "automatic",
    flow: payment.flow === "embedded" ? "embedded" : "hosted",
    description: `Order #${order.number}`,
    email: order.email,
    successUrl: returnUrl,
    cancelUrl: returnUrl,
    expiresAt: new Date(payment.createdAt.getTime() + pageOpenMs),
    idempotencyKey: paymentId,
    deadlineMs,
  });
  if (await keepAction(context, payment, created)) return created.action;
  // The order was canceled while the page was being made: nobody may pay on it.
  const { ref, sessionRef } = created;
  const idempotencyKey = cancelKey(payment);
  await provider.cancel({ ref, sessionRef, idempotencyKey, deadlineMs });
  return null;
}

// False where the payment is over already.
function keepAction(
  context: Context,
  { id, orderId }: { id: string; orderId: string },
  { ref, sessionRef, action }: CreatedPayment,
): Promise<boolean> {
  return unitOfWork(asPayments(context), "payments.start", async (ctx) => {
    ctx.about(orderId);
    const row = await ctx.db.payment.update({
      where: { id },
      data: {
        providerRef: ref ?? undefined,
        sessionRef: sessionRef ?? undefined,
        action: action ?? undefined,
        version: { increment: 1 },
        updatedAt: ctx.now,
      },
    });
    return row.closedAt === null;
  });
}
