import { AppError } from "@crossdock/core";
import type { StoredJob } from "@crossdock/db";
import type { CommandContext } from "../procedure/context.ts";
import { toJobData } from "../procedure/jobs.ts";

/** What people do about jobs. */
export type Handling = "retry" | "discard";

/** How many are taken in hand in one transaction. */
const atOnce = 500;

/** @throws AppError `not_found`, or `transition_invalid` where it runs or is done */
export async function handleOne(
  ctx: CommandContext,
  handling: Handling,
  id: string,
): Promise<StoredJob> {
  const { jobDesk } = ctx.services;
  const [job] = await jobDesk.lock(ctx.db, { id, limit: 1 });
  if (!job) {
    const other = await jobDesk.find(id);
    if (other) throw cannot(handling, "It is just being begun or changed by somebody else");
    throw new AppError("not_found", { detail: `There is no job ${id}.` });
  }
  if (job.state === "done") throw cannot(handling, "It is done");
  if (job.state === "running") throw cannot(handling, "It runs at this moment");
  await handle(ctx, handling, [job]);
  return job;
}

/**
 * Takes the failed ones of a queue in hand, a number at a time.
 * @throws AppError `conflict` where there are more or fewer of them than was confirmed
 */
export async function handleFailed(
  ctx: CommandContext,
  handling: Handling,
  { queue, count, endedBy }: { queue: string; count: number; endedBy: string },
): Promise<{ queue: string; count: number; left: number }> {
  const { jobDesk } = ctx.services;
  const filter = { queue, state: "failed", endedBy: new Date(endedBy) } as const;
  const found = await jobDesk.count(ctx.db, filter);
  if (found !== count) {
    const detail = `${found} jobs of ${queue} have failed by then, not ${count}. Look at them again.`;
    throw new AppError("conflict", { detail, data: { count: found } });
  }
  const jobs = await jobDesk.lock(ctx.db, { ...filter, limit: atOnce });
  await handle(ctx, handling, jobs);
  ctx.about(queue);
  return { queue, count: jobs.length, left: found - jobs.length };
}

async function handle(ctx: CommandContext, handling: Handling, jobs: StoredJob[]): Promise<void> {
  await ctx.services.jobDesk[handling](ctx.db, jobs);
  for (const [queue, own] of Map.groupBy(jobs, (job) => job.queue)) {
    const definition = ctx.services.backgroundJobs.find(({ name }) => name === queue);
    const all = own.map(({ data }) => toJobData(data));
    if (handling === "retry") await definition?.onRetry?.(ctx, all);
    else await definition?.onDiscard?.(ctx, all);
  }
}

function cannot(handling: Handling, why: string): AppError {
  const detail = `${why}: there is nothing to ${handling}.`;
  return new AppError("transition_invalid", { detail });
}
