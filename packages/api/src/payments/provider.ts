import {
  ConnectorError,
  type PaymentConnector,
  type PaymentRefs,
  type RegisteredConnector,
} from "@crossdock/connectors";
import { AppError, systemPrincipal } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";

/** How long one call to a provider may take: a caller waits for it. */
export const deadlineMs = 10_000;

/** How old a thing is that is tried for the first time at most: later ones are second tries. */
export const firstTryMs = 12_000;

/** @throws AppError `connector_not_configured` where there is none that takes payments */
export async function providerOf(
  { services }: Context,
  { provider }: { provider: string },
): Promise<PaymentConnector> {
  return paymentConnector(await services.connectors.get(provider));
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
function paymentConnector(
  connector: { payment?: PaymentConnector; configured: boolean; name: string } | undefined,
): PaymentConnector {
  if (connector?.payment && connector.configured) return connector.payment;
  throw new AppError("connector_not_configured", {
    detail: `${connector?.name ?? "This provider"} is not set up to take payments. Set its key, or use another payment.provider.`,
  });
}

/** What the provider knows the payment by. */
export function refsOf(payment: {
  providerRef: string | null;
  sessionRef: string | null;
}): PaymentRefs {
  return { ref: payment.providerRef, sessionRef: payment.sessionRef };
}

/**
 * The key of ending a payment. Providers replay a refusal for as long as they know its key: once
 * something has happened to the payment, it is another call.
 */
export function cancelKey({ id, version }: { id: string; version: number }): string {
  return `${id}:cancel:${version}`;
}

/** For what follows a call to a provider: no caller's key, and nobody's but our own name. */
export function asPayments(context: Context): Context {
  const { services, transport, requestId } = context;
  return { services, transport, requestId, principal: systemPrincipal("payments") };
}

/**
 * Why the provider has refused for good; null where it may still have done it, or may do it later.
 * A replayed or lost answer is never a refusal.
 */
export function refusalOf(error: unknown): string | null {
  if (error instanceof AppError && error.code === "amount_unrepresentable") return error.message;
  if (!(error instanceof ConnectorError)) return null;
  return error.kind === "declined" || error.kind === "invalid_request" ? error.message : null;
}
