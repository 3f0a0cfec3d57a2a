import type { Context } from "../procedure/context.ts";
import type { Job } from "../procedure/jobs.ts";
import { finishRefund } from "../refunds/finish.ts";
import { performRequest } from "./perform-request.ts";
import { requestAction, startPaymentJob } from "./start.ts";
import { syncPayment, syncPaymentJob } from "./sync.ts";

/** Gets the payment page of an order whose placing could not: the provider was slow, or we died. */
export const startPayments: Job = {
  name: startPaymentJob,
  callsOut: true,
  async run(context, { paymentId = "" }) {
    await requestAction(context, paymentId);
  },
};

/**
 * Goes on with what was begun and not ended, however long ago: refunds, captures, voids and what a
 * buyer has agreed to. Their own jobs are quicker, but give up at some time.
 */
export const resumePayments: Job = {
  name: "resume-payments",
  callsOut: true,
  cron: "* * * * *",
  async run(context) {
    const { prisma } = context.services.db;
    const before = { lt: ago(context, 3) };
    const some = { take: 50, orderBy: { id: "asc" }, select: { id: true } } as const;
    const refunds = await prisma.refund.findMany({
      where: { status: "pending", source: "own", providerRef: null, createdAt: before },
      ...some,
    });
    const requests = await prisma.paymentRequest.findMany({
      where: { status: "pending", createdAt: before },
      ...some,
    });
    const completing = await prisma.payment.findMany({
      where: { completingAt: before },
      ...some,
    });
    const work = [
      ...refunds.map(
        ({ id }) =>
          () =>
            finishRefund(context, id),
      ),
      ...requests.map(
        ({ id }) =>
          () =>
            performRequest(context, id),
      ),
      ...completing.map(
        ({ id }) =>
          () =>
            syncPayment(context, id),
      ),
    ];
    // One that fails holds up no other, and is tried again at the next minute.
    for (const step of work) await step().catch(() => {});
  },
};

/** Asks how payments stand whose provider has been silent for a while: its event may be lost. */
export const reconcilePayments: Job = {
  name: "reconcile-payments",
  cron: "*/10 * * * *",
  async run(context) {
    const { db, jobs } = context.services;
    const silent = { lt: ago(context, 5) };
    const payments = await db.prisma.payment.findMany({
      where: {
        provider: { notIn: ["manual", "test"] },
        createdAt: { gt: ago(context, 30 * 24 * 60) },
        OR: [
          { status: { in: ["created", "requires_action", "processing"] }, createdAt: silent },
          { refunds: { some: { status: { in: ["pending", "requires_action"] } } } },
        ],
      },
      orderBy: { id: "asc" },
      take: 500,
      select: { id: true },
    });
    for (const { id } of payments) await jobs.enqueue(syncPaymentJob, { paymentId: id });
  },
};

function ago({ services }: Context, minutes: number): Date {
  return new Date(services.clock.now().getTime() - minutes * 60_000);
}
