import type { ProcedureMeta } from "@crossdock/adapters";
import { type AppError, type Problem, toProblem } from "@crossdock/core";
import { initTRPC } from "@trpc/server";
import type { Context } from "./context.ts";
import { logUrlOf, toAppError } from "./errors.ts";

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        problem: problemOf(toAppError(error), ctx),
      },
    }),
  });

export const { router, procedure, createCallerFactory } = t;

// Who is refused before there is a context has no id to look up.
function problemOf(error: AppError, ctx: Context | undefined): Problem {
  if (ctx === undefined) return toProblem(error, "");
  return toProblem(error, ctx.requestId, logUrlOf(ctx.services.appUrl, ctx.requestId));
}
