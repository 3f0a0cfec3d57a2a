import { discardedBy, type Job, type JobData } from "../procedure/jobs.ts";
import { attemptRun } from "./attempt.ts";
import { runMappingJob } from "./write-runs.ts";

export const runMappings: Job = {
  name: runMappingJob,
  run: (context, { runId = "" }) => attemptRun(context, runId),
  onRetry: (ctx, all) =>
    ctx.db.mappingRun.updateMany({ where: pending(all), data: { nextAttemptAt: ctx.now } }),
  onDiscard: (ctx, all) =>
    ctx.db.mappingRun.updateMany({
      where: pending(all),
      data: {
        ...{ status: "failed", error: discardedBy(ctx), nextAttemptAt: null },
        ...{ leasedUntil: null, updatedAt: ctx.now },
      },
    }),
};

/** Runs whose job was lost are taken up again, and old ones forgotten with what they held of people. */
export const tidyMappingRuns: Job = {
  name: "tidy-mapping-runs",
  cron: "* * * * *",
  async run({ services: { db, clock, jobs } }) {
    const now = clock.now().getTime();
    const lost = await db.prisma.mappingRun.findMany({
      where: { status: "pending", nextAttemptAt: { lt: new Date(now - lostAfterMs) } },
      select: { id: true },
      take: 1000,
    });
    for (const { id } of lost) await jobs.enqueue(runMappingJob, { runId: id });
    await db.prisma.$executeRaw`
      DELETE FROM mapping_run WHERE id IN (
        SELECT id FROM mapping_run
        WHERE status <> 'pending' AND updated_at < ${new Date(now - keptMs)} LIMIT 1000)`;
  },
};

function pending(all: readonly JobData[]) {
  return { id: { in: all.map(({ runId = "" }) => runId) }, status: "pending" as const };
}

const lostAfterMs = 5 * 60_000;
const keptMs = 30 * 86_400_000;
