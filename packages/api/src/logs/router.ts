import { beginExport } from "../exports/begin.ts";
import { Export, ExportLogs } from "../exports/schema.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { readLog } from "./detail.ts";
import { listErrors } from "./errors.ts";
import { listLogs } from "./list.ts";
import { periodOf } from "./period.ts";
import { replayLog } from "./replay.ts";
import {
  GetLog,
  ListLogErrors,
  ListLogs,
  LogDetail,
  LogErrors,
  LogPage,
  LogReplay,
  ReplayLog,
} from "./schema.ts";
import { tail } from "./tail.ts";

export const logsRouter = router({
  list: query("logs:read")
    .meta({
      rest: "GET /logs",
      mcp: true,
      summary: "List requests",
      description: "The calls of your credentials, newest first, those of the last day by default.",
      example: { range: "24h", status: "4xx" },
    })
    .input(ListLogs)
    .output(LogPage)
    .query(({ ctx, input }) => listLogs(ctx, input)),

  get: query("logs:read")
    .meta({
      rest: "GET /logs/{requestId}",
      mcp: true,
      summary: "Get a request",
      description:
        "A request with what it led to, and its headers and bodies where they were kept.",
    })
    .input(GetLog)
    .output(LogDetail)
    .query(({ ctx, input: { requestId } }) => readLog(ctx, requestId)),

  errors: query("logs:read")
    .meta({
      summary: "List what went wrong, by code, operation, version and caller",
      description: "Of a day or longer from the full hour on in which the time begins.",
    })
    .input(ListLogErrors)
    .output(LogErrors)
    .query(({ ctx, input }) => listErrors(ctx, input)),

  tail,

  export: command("logs:read")
    .meta({ summary: "Write the requests that a filter finds as a file" })
    .input(ExportLogs)
    .output(Export)
    .mutation(({ ctx, input }) => {
      // What cannot be is refused now, not when the job comes to it.
      periodOf(input.filter, ctx.now);
      return beginExport(ctx, { kind: "requests", ...input });
    }),

  replay: query("logs:write")
    .meta({
      summary: "Send a request again, as you",
      description: "With the same input unless another is given, and with a new Idempotency-Key.",
    })
    .input(ReplayLog)
    .output(LogReplay)
    .ask(({ ctx, input }) => replayLog(ctx, input)),
});
