import { pointerTo, RestError } from "@crossdock/adapters";
import { AppError, type ErrorCode, errorCodes, type FieldError } from "@crossdock/core";
import { isUnavailable } from "@crossdock/db";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

/** Whatever was thrown, as the error that every transport shows. What we did not mean to throw is `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof RestError) return fromRestError(error);
  if (error instanceof TRPCError) return fromTrpcError(error);
  return fromUnknown(error);
}

/** Where the dashboard shows a request of the log. */
export function logUrlOf(appUrl: string, requestId: string): string {
  return `${appUrl}/requests/${requestId}`;
}

/** The tRPC error with the status that our code has; the cause stays ours. */
export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({
    code: trpcCodes[error.status] ?? "INTERNAL_SERVER_ERROR",
    message: error.code === "internal" ? errorCodes.internal.title : error.message,
    cause: error,
  });
}

function fromTrpcError(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause;
  // Any other schema that refused something is one of ours, about what we made ourselves.
  if (error.code === "BAD_REQUEST" && error.cause instanceof ZodError)
    return fromZodError(error.cause);
  if (error.code === "NOT_FOUND") return new AppError("not_found", { detail: error.message });
  if (error.code === "INTERNAL_SERVER_ERROR") return fromUnknown(error.cause);
  const entry = Object.entries(trpcCodes).find(([, code]) => code === error.code);
  return new AppError(entry ? codeOfStatus(Number(entry[0])) : "internal", {
    detail: error.message,
  });
}

function fromUnknown(cause: unknown): AppError {
  if (!isUnavailable(cause)) return new AppError("internal", { cause });
  return new AppError("unavailable", {
    detail: "The database is busy. Try again soon.",
    retryAfter: 1,
    cause,
  });
}

function fromRestError({ code, detail, data, errors }: RestError): AppError {
  return new AppError(code as ErrorCode, { detail, data, errors });
}

function fromZodError({ issues }: ZodError): AppError {
  const errors = issues.flatMap(toFieldErrors).slice(0, 50);
  const detail =
    errors.length === 1 ? errors[0]?.detail : `${errors.length} members are not valid.`;
  return new AppError("validation_failed", { detail, errors });
}

function toFieldErrors(issue: ZodError["issues"][number]): FieldError[] {
  if (issue.code !== "unrecognized_keys") {
    return [{ pointer: pointerTo(...issue.path), code: issue.code, detail: issue.message }];
  }
  return issue.keys.map((key) => ({
    pointer: pointerTo(...issue.path, key),
    code: issue.code,
    detail: `There is no member "${key}".`,
    fix: "Remove it, or check its spelling.",
  }));
}

function codeOfStatus(status: number): ErrorCode {
  const found = Object.entries(errorCodes).find(([, row]) => row.status === status);
  return found ? (found[0] as ErrorCode) : "internal";
}

const trpcCodes: Record<number, TRPCError["code"]> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
};
