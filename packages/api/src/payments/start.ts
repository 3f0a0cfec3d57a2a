import type { CreatedPayment, PaymentConnector, RegisteredConnector } from "@crossdock/connectors";
import { AppError, systemPrincipal } from "@crossdock/core";
import type { Order } from "../orders/schema.ts";
import type { Context } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import type { PaymentAction } from "./schema.ts";

/** How long the caller waits for the provider; then a worker goes on without him. */
const deadlineMs = 10_000;

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
  const { db, connectors, appUrl } = context.services;
  const payment = await db.prisma.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { order: true },
  });
  if (payment.action !== null || payment.status !== "created")
    return payment.action as PaymentAction;
  const { order } = payment;
  const returnUrl = payment.returnUrl ?? `${appUrl}/thanks`;
  const provider = paymentConnector(await connectors.get(payment.provider));
  const created = await provider.create({
    paymentId,
    orderId: order.id,
    orderNumber: order.number,
    amount: Number(payment.amount),
    currency: payment.currency,
    capture: "automatic",
    flow: "hosted",
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
  const idempotencyKey = `${paymentId}:cancel`;
  await provider.cancel({ ref, sessionRef, idempotencyKey, deadlineMs });
  return null;
}

// False where the payment is over already.
function keepAction(
  context: Context,
  { id, orderId }: { id: string; orderId: string },
  { ref, sessionRef, action }: CreatedPayment,
): Promise<boolean> {
  const principal = systemPrincipal("payments");
  const caller: Context = { ...context, principal, idempotency: undefined };
  return unitOfWork(caller, "payments.start", async (ctx) => {
    ctx.about(orderId);
    const row = await ctx.db.payment.update({
      where: { id },
      data: {
        providerRef: ref,
        sessionRef,
        action: action ?? undefined,
        updatedAt: ctx.now,
      },
    });
    return row.status === "created";
  });
}

/**
 * Where a new payment may begin; one that has begun goes on at a connector that is switched off.
 * @throws AppError `connector_disabled`, or as `paymentConnector` does
 */
export function newPaymentsAt(connector: RegisteredConnector | undefined): PaymentConnector {
  if (connector && connector.off !== null) {
    throw new AppError("connector_disabled", {
      detail: `${connector.name} is switched off: ${connector.off} Use another payment.provider.`,
    });
  }
  return paymentConnector(connector);
}

/** @throws AppError `connector_not_configured` where there is none that takes payments */
export function paymentConnector(
  connector: { payment?: PaymentConnector; configured: boolean; name: string } | undefined,
): PaymentConnector {
  if (connector?.payment && connector.configured) return connector.payment;
  throw new AppError("connector_not_configured", {
    detail: `${connector?.name ?? "This provider"} is not set up to take payments. Set its key, or use another payment.provider.`,
  });
}
