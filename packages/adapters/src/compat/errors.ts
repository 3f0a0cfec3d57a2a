import { getErrorShape, TRPCError } from "@trpc/server";
import { titleOf, trpcStatuses } from "../problem.ts";
import type { OpenApiRouter } from "./types.ts";

type Code = TRPCError["code"];

const entries = Object.entries(trpcStatuses) as [Code, number][];

export const TRPC_ERROR_CODE_HTTP_STATUS = trpcStatuses;

/** 400 is `BAD_REQUEST`. */
export const HTTP_STATUS_TRPC_ERROR_CODE: Partial<Record<number, Code>> = Object.fromEntries(
  entries.map(([code, status]) => [status, code]),
);

// Every code has its own entry.
export const TRPC_ERROR_CODE_MESSAGE = Object.fromEntries(
  entries.map(([code]) => [code, titleOf(code.toLowerCase())]),
) as Record<Code, string>;

/** Whatever was thrown as a `TRPCError`; what is none is told to nobody outside. */
export function getErrorFromUnknown(cause: unknown): TRPCError {
  // By its name, as there may be two copies of tRPC.
  if (cause instanceof Error && cause.name === "TRPCError") return cause as TRPCError;
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "Internal server error", cause });
}

/** What is known of a call when it fails. */
export type Failure = {
  error: TRPCError;
  type: "query" | "mutation" | "unknown";
  path: string | undefined;
  input: unknown;
  ctx: unknown;
};

/** The body of an error: what the router's `errorFormatter` makes of it, then `message, code, issues`. */
export function errorBody(router: OpenApiRouter, failure: Failure): object {
  const { error } = failure;
  const shape: Record<string, unknown> = { ...formatted(router, failure) };
  const issues = issuesOf(error);
  const message =
    issues === undefined ? (shape.message ?? error.message) : "Input validation failed";
  return { ...shape, message, code: error.code, ...(issues === undefined ? {} : { issues }) };
}

/** A stack names files and lines: it is for the log, in development too. */
function formatted(router: OpenApiRouter, failure: Failure): Record<string, unknown> {
  const shape: Record<string, unknown> = {
    ...getErrorShape({ config: router._def._config, ...failure }),
  };
  if (typeof shape.data !== "object" || shape.data === null) return shape;
  const { stack: _, ...data } = { stack: undefined, ...shape.data };
  return { ...shape, data };
}

function issuesOf({ code, cause }: TRPCError): unknown {
  if (code !== "BAD_REQUEST" || cause?.name !== "ZodError") return undefined;
  return Reflect.get(cause, "issues");
}
