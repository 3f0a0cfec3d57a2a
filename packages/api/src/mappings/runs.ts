import { AppError, toPage } from "@crossdock/core";
import { Prisma } from "@crossdock/db";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { findMapping, toRun } from "./render.ts";
import {
  GetMappingRun,
  ListMappingRuns,
  MappingRun,
  MappingRunPage,
  ReplayedRuns,
  ReplayFailed,
} from "./schema.ts";
import { runMappingJob } from "./write-runs.ts";

/** The log of mappings, and running what failed again. */
export const runProcedures = {
  runs: query("connectors:read")
    .meta({ summary: "List what mappings did" })
    .input(ListMappingRuns)
    .output(MappingRunPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const where = { ...filter, ...startingAfter(cursor) };
      const rows = await ctx.db.mappingRun.findMany({ where, ...newestFirst(limit) });
      return toPage(rows, limit, toRun);
    }),

  run: query("connectors:read")
    .meta({ summary: "Get what a mapping did for an event" })
    .input(GetMappingRun)
    .output(MappingRun)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.mappingRun.findUnique({ where: { id } });
      if (!row) throw new AppError("not_found", { detail: `There is no run ${id}.` });
      return toRun(row);
    }),

  replay: command("connectors:write")
    .meta({ summary: "Do anew what a mapping did, as the mapping is now" })
    .input(GetMappingRun)
    .output(MappingRun)
    .mutation(async ({ ctx, input: { id } }) => {
      const run = await ctx.db.mappingRun.findUnique({ where: { id } });
      if (!run) throw new AppError("not_found", { detail: `There is no run ${id}.` });
      const { version, direction } = await findMapping(ctx.db, run.mappingId);
      // What was done here was done once and for all; another side knows the repetition by its key.
      const isOver = run.status === "pending" || (run.status === "succeeded" && direction === "in");
      if (isOver) {
        throw new AppError("transition_invalid", { detail: `This run is ${run.status}.` });
      }
      await ctx.enqueue(runMappingJob, { runId: id });
      const data = { ...anew, mappingVersion: version, nextAttemptAt: ctx.now, updatedAt: ctx.now };
      return toRun(await ctx.db.mappingRun.update({ where: { id }, data }));
    }),

  replayFailed: command("connectors:write")
    .meta({ summary: "Do anew what failed of a mapping, as the mapping is now" })
    .input(ReplayFailed)
    .output(ReplayedRuns)
    .mutation(async ({ ctx, input: { id } }) => {
      const { version } = await findMapping(ctx.db, id);
      const failed = await ctx.db.mappingRun.findMany({
        where: { mappingId: id, status: "failed" },
        orderBy: { id: "asc" },
        select: { id: true },
        take: 1000,
      });
      const data = { ...anew, mappingVersion: version, nextAttemptAt: ctx.now, updatedAt: ctx.now };
      const ids = failed.map((run) => run.id);
      await ctx.db.mappingRun.updateMany({ where: { id: { in: ids } }, data });
      for (const runId of ids) await ctx.enqueue(runMappingJob, { runId });
      return { id, count: ids.length };
    }),
};

const anew = {
  // A person has looked at it: what was stopped as a loop may go on from here.
  hops: 0,
  ...{ status: "pending" as const, attempt: 0, request: Prisma.DbNull, error: null },
  ...{ answer: null, answerStatus: null, durationMs: null, leasedUntil: null },
};
