import { ConnectorError } from "@crossdock/connectors";
import { systemPrincipal } from "@crossdock/core";
import { applySnapshot } from "../payments/ledger.ts";
import { cancelKey, deadlineMs, providerOf, refsOf } from "../payments/provider.ts";
import type { PaymentStatus } from "../payments/schema.ts";
import { syncPayment, withRefs } from "../payments/sync.ts";
import type { Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { cancelLocked } from "./cancel.ts";
import { lockOrder, notPaidInTime } from "./transitions.ts";

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
  const caller = { ...context, principal: systemPrincipal("orders.expire") };
  if (!(await closePages(caller, orderId))) return;
  await unitOfWork(caller, "orders.expire", async (ctx) => {
    ctx.about(orderId);
    const order = await lockOrder(ctx, { id: orderId });
    // Somebody paid or canceled it since, or is just now: that is what the row lock decides.
    const isUnpaid = order.payments.every(
      ({ amountCaptured, status, completingAt }) =>
        amountCaptured === 0n && status !== "authorized" && completingAt === null,
    );
    if (order.status === "pending" && isUnpaid) await cancelLocked(ctx, order, notPaidInTime);
  });
}

// What is processing cannot be closed: such an order waits for the money or for its failure.
const open: PaymentStatus[] = ["created", "requires_action", "processing"];

async function closePages(context: Context, orderId: string): Promise<boolean> {
  const payments = await context.services.db.prisma.payment.findMany({
    where: { orderId, provider: { not: "manual" }, status: { in: open } },
  });
  for (const { id } of payments) {
    if (!(await closePage(context, id))) return false;
  }
  return true;
}

/** Whether nobody can pay it any more. What the provider says of it is kept in any case. */
async function closePage(context: Context, paymentId: string): Promise<boolean> {
  const payment = await withRefs(context, paymentId).catch((error) => {
    if (error instanceof ConnectorError && error.kind === "indeterminate") return null;
    throw error;
  });
  // Whether its page was ever made the provider cannot tell: if so, it has closed of itself by now.
  if (payment === null) return true;
  const refs = refsOf(payment);
  if ((refs.ref ?? refs.sessionRef) === null) return true;
  if (payment.completingAt !== null) {
    await syncPayment(context, paymentId);
    return false;
  }
  const provider = await providerOf(context, payment);
  const idempotencyKey = cancelKey(payment);
  const snapshot = await provider.cancel({ ...refs, idempotencyKey, deadlineMs });
  await unitOfWork(context, "payments.close", (ctx) => {
    ctx.about(payment.orderId);
    return applySnapshot(ctx, paymentId, snapshot, { asOf: payment.version });
  });
  return snapshot.state === "canceled" || snapshot.state === "expired";
}
