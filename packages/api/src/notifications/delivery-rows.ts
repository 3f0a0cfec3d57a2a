import { discardedBy, type Job, type JobData } from "../procedure/jobs.ts";

/** What becomes of mails and notices whose delivery people take in hand. */
export const rowsOfDelivery: Pick<Job, "onRetry" | "onDiscard"> = {
  onRetry: (ctx, all) =>
    ctx.db.notification.updateMany({
      where: { id: { in: idsOf(all) }, status: "failed" },
      data: { status: "queued" },
    }),
  onDiscard: (ctx, all) =>
    ctx.db.notification.updateMany({
      where: { id: { in: idsOf(all) }, status: { in: ["queued", "failed"] } },
      data: { status: "failed", lastError: discardedBy(ctx) },
    }),
};

function idsOf(all: readonly JobData[]): string[] {
  return all.map(({ notificationId = "" }) => notificationId);
}
