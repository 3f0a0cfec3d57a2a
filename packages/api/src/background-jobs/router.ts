import { AppError } from "@crossdock/core";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { handleFailed, handleOne } from "./handle.ts";
import { decodePlace, encodePlace, toDetail, toJob, toQueue } from "./render.ts";
import {
  GetJob,
  HandledJob,
  HandledJobs,
  HandleFailedJobs,
  JobDetail,
  JobPage,
  JobQueueList,
  ListJobs,
} from "./schema.ts";

export const backgroundJobsRouter = router({
  queues: query("jobs:read")
    .meta({ summary: "Count the background jobs of every queue" })
    .input(Nothing)
    .output(JobQueueList)
    .query(async ({ ctx }) => {
      const { at, queues } = await ctx.services.jobDesk.queues();
      return { at: at.toISOString(), data: queues.map((queue) => toQueue(ctx, queue)) };
    }),

  list: query("jobs:read")
    .meta({ summary: "List background jobs" })
    .input(ListJobs)
    .output(JobPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const after = decodePlace(cursor);
      const rows = await ctx.services.jobDesk.list({ ...filter, after, limit: limit + 1 });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      const nextCursor = last ? encodePlace(last) : null;
      return { data: shown.map(toJob), hasMore: last !== undefined, nextCursor };
    }),

  get: query("jobs:read")
    .meta({ summary: "Get a background job with its masked data" })
    .input(GetJob)
    .output(JobDetail)
    .query(async ({ ctx, input: { id } }) => {
      const job = await ctx.services.jobDesk.find(id);
      if (!job) throw new AppError("not_found", { detail: `There is no job ${id}.` });
      return toDetail(job);
    }),

  retry: command("jobs:write")
    .meta({ summary: "Have a background job done now" })
    .input(GetJob)
    .output(HandledJob)
    .mutation(({ ctx, input: { id } }) => handleOne(ctx, "retry", id)),

  discard: command("jobs:write")
    .meta({ summary: "Take a background job out of its queue" })
    .input(GetJob)
    .output(HandledJob)
    .mutation(({ ctx, input: { id } }) => handleOne(ctx, "discard", id)),

  retryFailed: command("jobs:write")
    .meta({ summary: "Have all failed jobs of a queue done once more" })
    .input(HandleFailedJobs)
    .output(HandledJobs)
    .mutation(({ ctx, input }) => handleFailed(ctx, "retry", input)),

  discardFailed: command("jobs:write")
    .meta({ summary: "Take all failed jobs of a queue out of it" })
    .input(HandleFailedJobs)
    .output(HandledJobs)
    .mutation(({ ctx, input }) => handleFailed(ctx, "discard", input)),
});
