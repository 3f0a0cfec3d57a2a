import { syncPaymentJob } from "../payments/sync.ts";
import type { Job } from "../procedure/jobs.ts";
import { undecided } from "./blocking.ts";

/**
 * Asks each hour, and after every start, how payments stand that a dispute blocks or that a person has to look
 * at: the event that would free them may be lost, or had come before we understood it.
 */
export const reconcileBlocked: Job = {
  name: "reconcile-blocked-payments",
  cron: "47 * * * *",
  atStart: true,
  async run({ services: { db, jobs } }) {
    const payment = { provider: { notIn: ["manual", "test"] } };
    // What is lost stays blocked: nothing will free it.
    const blocked = [undecided, { refundable: false, NOT: { status: "lost" as const } }];
    const some = { select: { paymentId: true }, distinct: ["paymentId" as const] };
    const disputes = await db.prisma.dispute.findMany({ where: { payment, OR: blocked }, ...some });
    const where = { payment, settledAt: null };
    const reviews = await db.prisma.paymentReview.findMany({ where, ...some });
    const ids = new Set([...disputes, ...reviews].map(({ paymentId }) => paymentId));
    for (const paymentId of ids) await jobs.enqueue(syncPaymentJob, { paymentId });
  },
};
