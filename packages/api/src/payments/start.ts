import type { PaymentConnector } from "@crossdock/connectors";
import { AppError, systemPrincipal } from "@crossdock/core";
import type { Order } from "../orders/schema.ts";
import type { Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import type { PaymentAction } from "./schema.ts";

/** How long the caller waits for the provider; then a worker goes on without him. */
const deadlineMs = 10_000;

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
  const { db, connectors, appUrl } = context.services;
  const payment = await db.prisma.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { order: true },
  });
  if (payment.action !== null || payment.status !== "created")
    return payment.action as PaymentAction;
  const { order } = payment;
  const returnUrl = payment.returnUrl ?? `${appUrl}/thanks`;
  const created = await paymentConnector(await connectors.get(payment.provider)).createPayment({
    paymentId,
    orderId: order.id,
    orderNumber: order.number,
    amount: Number(payment.amount),
    currency: payment.currency,
    description: `Order #${order.number}`,
    email: order.email,
    successUrl: returnUrl,
    cancelUrl: returnUrl,
    // The page must be closed before the stock is given back.
    expiresAt: new Date(payment.createdAt.getTime() + 35 * 60_000),
    idempotencyKey: paymentId,
    deadlineMs,
  });
  const asSystem: Context = {
    ...context,
    principal: systemPrincipal("payments"),
    idempotency: undefined,
  };
  return unitOfWork(asSystem, "payments.start", async (ctx) => {
    ctx.about(order.id);
    await ctx.db.payment.update({
      where: { id: paymentId },
      data: {
        providerRef: created.ref,
        sessionRef: created.sessionRef,
        action: created.action ?? undefined,
        updatedAt: ctx.now,
      },
    });
    return created.action;
  });
}

/** @throws AppError `connector_not_configured` where there is none that takes payments */
export function paymentConnector(
  connector: { payment?: PaymentConnector; configured: boolean; name: string } | undefined,
): PaymentConnector {
  if (connector?.payment && connector.configured) return connector.payment;
  throw new AppError("connector_not_configured", {
    detail: `${connector?.name ?? "This provider"} is not set up to take payments. Set its key, or use another paymentProvider.`,
  });
}
