import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { ZodError } from "zod";
import { type InputFault, pointerTo, RestError, type RestErrorCode } from "./errors.ts";
import type { FailedCall, RenderedProblem } from "./options.ts";

const restStatuses: Record<RestErrorCode, number> = {
  bad_request: 400,
  idempotency_key_required: 400,
  version_unknown: 400,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  version_retired: 410,
  precondition_failed: 412,
  payload_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  validation_failed: 422,
  precondition_required: 428,
};

/** The HTTP status of each of tRPC's codes. */
export const trpcStatuses = Object.fromEntries(
  Object.keys(TRPC_ERROR_CODES_BY_KEY).map((key) => {
    const code = key as TRPCError["code"];
    return [code, getHTTPStatusCodeFromError(new TRPCError({ code }))];
  }),
) as Record<TRPCError["code"], number>;

/** Every code that `defaultFormatError` shows, for the document. */
export const defaultErrorCodes: Record<string, { status: number; title: string }> = {
  ...tableOf(restStatuses),
  ...tableOf(trpcStatuses),
  unauthenticated: { status: 401, title: "A valid credential is required" },
  internal: { status: 500, title: "Something went wrong on our side" },
};

/**
 * The problem details of an error where no `formatError` is given: what a `TRPCError` says by its code and
 * message, an input's faults each with its pointer, and nothing of what was not meant to be thrown.
 */
export function defaultFormatError(error: unknown, { requestId }: FailedCall): RenderedProblem {
  const { status, code, title, ...rest } = describe(error);
  const headers: Record<string, string> = status === 401 ? { "WWW-Authenticate": "Bearer" } : {};
  return { problem: { type: "about:blank", title, status, code, requestId, ...rest }, headers };
}

type Description = {
  status: number;
  code: string;
  title: string;
  detail?: string;
  errors?: InputFault[];
  [member: string]: unknown;
};

function describe(error: unknown): Description {
  if (error instanceof RestError) {
    const { code, detail, errors, data } = error;
    const faults = errors === undefined ? {} : { errors };
    return { status: restStatuses[code], code, title: titleOf(code), detail, ...faults, ...data };
  }
  if (!(error instanceof TRPCError)) return internal;
  const { code, message, cause } = error;
  if (code === "BAD_REQUEST" && cause instanceof ZodError) {
    const title = titleOf("validation_failed");
    return { status: 422, code: "validation_failed", title, errors: faultsOf(cause) };
  }
  // tRPC wraps whatever was thrown in this code: its message may hold a secret.
  if (code === "INTERNAL_SERVER_ERROR") return internal;
  const name = code === "UNAUTHORIZED" ? "unauthenticated" : code.toLowerCase();
  return {
    status: getHTTPStatusCodeFromError(error),
    code: name,
    title: titleOf(name),
    detail: message,
  };
}

const internal: Description = {
  status: 500,
  code: "internal",
  title: "Something went wrong on our side",
};

function faultsOf({ issues }: ZodError): InputFault[] {
  return issues.map(({ path, code, message }) => ({
    pointer: pointerTo(...path),
    code,
    detail: message,
  }));
}

function tableOf(statuses: Record<string, number>) {
  return Object.fromEntries(
    Object.entries(statuses).map(([code, status]) => {
      const name = code.toLowerCase();
      return [name, { status, title: titleOf(name) }];
    }),
  );
}

/** `not_found` as `Not found`. */
export function titleOf(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
