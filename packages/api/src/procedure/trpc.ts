import type { ProcedureMeta } from "@crossdock/adapters";
import { toProblem } from "@crossdock/core";
import { initTRPC } from "@trpc/server";
import type { Context } from "./context.ts";
import { toAppError } from "./errors.ts";

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        problem: toProblem(toAppError(error), ctx?.requestId ?? ""),
      },
    }),
  });

export const { router, procedure, createCallerFactory } = t;
