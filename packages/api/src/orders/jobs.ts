import { AppError, systemPrincipal } from "@crossdock/core";
import type { PaymentStatus } from "../payments/schema.ts";
import { paymentConnector } from "../payments/start.ts";
import type { Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { cancelOrder } from "./cancel.ts";

/** Cancels orders whose time to pay is over and gives their stock back. */
export const expireOrders: Job = {
  name: "expire-orders",
  cron: "* * * * *",
  async run(context) {
    const { db, clock } = context.services;
    const due = await db.prisma.order.findMany({
      where: { status: "pending", reservationExpiresAt: { lt: clock.now() } },
      select: { id: true },
      take: 100,
    });
    const failures: unknown[] = [];
    for (const { id } of due) {
      await expireOrder(context, id).catch((error) => failures.push(error));
    }
    // A provider that is down holds up its own orders alone; the job is tried again for these.
    if (failures.length > 0) throw new AggregateError(failures, "Some orders could not expire");
  },
};

// First the provider's page is closed: money that was faster then confirms the order instead.
async function expireOrder(context: Context, orderId: string): Promise<void> {
  if (!(await closePages(context, orderId))) return;
  const caller = { ...context, principal: systemPrincipal("orders.expire") };
  try {
    await unitOfWork(caller, "orders.expire", (ctx) =>
      cancelOrder(ctx, { id: orderId }, "not paid in time"),
    );
  } catch (error) {
    // Somebody paid or canceled it since: that is what the row lock decided.
    if (!(error instanceof AppError)) throw error;
  }
}

// What is processing cannot be closed: such an order waits for the money or for its failure.
const open: PaymentStatus[] = ["created", "requires_action", "processing"];

async function closePages({ services }: Context, orderId: string): Promise<boolean> {
  const payments = await services.db.prisma.payment.findMany({
    where: { orderId, sessionRef: { not: null }, status: { in: open } },
  });
  for (const { id, provider, providerRef, sessionRef } of payments) {
    const connector = paymentConnector(await services.connectors.get(provider));
    const { state } = await connector.cancel({
      ref: providerRef,
      sessionRef,
      idempotencyKey: `${id}:cancel`,
      deadlineMs: 10_000,
    });
    if (state !== "canceled" && state !== "expired") return false;
  }
  return true;
}
