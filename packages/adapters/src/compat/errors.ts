import { getErrorShape, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { OpenApiRouter } from "./types.ts";

type Code = TRPCError["code"];

const codes = Object.keys(TRPC_ERROR_CODES_BY_KEY) as Code[];

export const TRPC_ERROR_CODE_HTTP_STATUS = byCode((code) =>
  getHTTPStatusCodeFromError(new TRPCError({ code })),
);

/** 400 is `BAD_REQUEST`. */
export const HTTP_STATUS_TRPC_ERROR_CODE: Partial<Record<number, Code>> = Object.fromEntries(
  codes.map((code) => [TRPC_ERROR_CODE_HTTP_STATUS[code], code]),
);

export const TRPC_ERROR_CODE_MESSAGE = byCode((code) => {
  const words = code.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
});

/** Whatever was thrown as a `TRPCError`; what is none is told to nobody outside. */
export function getErrorFromUnknown(cause: unknown): TRPCError {
  if (cause instanceof TRPCError) return cause;
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

function byCode<T>(valueFor: (code: Code) => T): Record<Code, T> {
  // Every code has its own entry.
  return Object.fromEntries(codes.map((code) => [code, valueFor(code)])) as Record<Code, T>;
}
