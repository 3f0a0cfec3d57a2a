/**
 * Every error a caller can meet, by its code. `status` is the HTTP status (RFC 9110) of every
 * transport; `title` is fixed per code (RFC 9457 §3.1.3). Each code has a page in `docs/errors`.
 */
export const errorCodes = {
  bad_request: { status: 400, title: "The request could not be read" },
  idempotency_key_required: { status: 400, title: "An Idempotency-Key header is required" },
  signature_invalid: { status: 400, title: "The signature does not match" },
  version_unknown: { status: 400, title: "There is no such version of the API" },
  unauthenticated: { status: 401, title: "A valid credential is required" },
  forbidden: { status: 403, title: "The credential may not do this" },
  not_found: { status: 404, title: "There is no such resource" },
  method_not_allowed: { status: 405, title: "The resource does not support this method" },
  not_acceptable: { status: 406, title: "No acceptable representation" },
  conflict: { status: 409, title: "The request conflicts with the current state" },
  transition_invalid: { status: 409, title: "The state does not allow this step" },
  out_of_stock: { status: 409, title: "Not enough stock" },
  idempotency_in_progress: { status: 409, title: "The first request with this key is running" },
  version_retired: { status: 410, title: "The version of the API is no longer served" },
  precondition_failed: { status: 412, title: "The resource has changed" },
  payload_too_large: { status: 413, title: "The body is too large" },
  uri_too_long: { status: 414, title: "The URL is too long" },
  unsupported_media_type: { status: 415, title: "The media type is not supported" },
  validation_failed: { status: 422, title: "The request is not valid" },
  idempotency_key_reused: { status: 422, title: "The Idempotency-Key was used before" },
  currency_unavailable: { status: 422, title: "There is no price in this currency" },
  connector_not_configured: { status: 422, title: "The connector is not configured" },
  connector_disabled: { status: 422, title: "The connector is switched off" },
  amount_unrepresentable: { status: 422, title: "The provider cannot take this amount" },
  precondition_required: { status: 428, title: "The change must name what it is based on" },
  rate_limited: { status: 429, title: "The quota is used up" },
  headers_too_large: { status: 431, title: "The headers are too large" },
  internal: { status: 500, title: "Something went wrong on our side" },
  provider_failed: { status: 502, title: "The provider did not answer as expected" },
  unavailable: { status: 503, title: "The service is busy or starting" },
  read_only: { status: 503, title: "Nothing can be changed for now" },
  operation_disabled: { status: 503, title: "The operation is switched off" },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** One fault of the input: `pointer` is a JSON pointer fragment (`#/items/0/quantity`), `fix` the mend. */
export type FieldError = { pointer: string; code: string; detail: string; fix?: string };

/** What an error may carry besides its code: `detail` is for humans, `data` for machines. */
export type AppErrorOptions = {
  detail?: string;
  data?: Record<string, unknown>;
  errors?: FieldError[];
  /** Seconds until a retry makes sense; becomes `Retry-After`. */
  retryAfter?: number;
  cause?: unknown;
};

/** The one error class that procedures throw. Anything else that is thrown is a bug and shown as `internal`. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly data: Record<string, unknown> | undefined;
  readonly errors: FieldError[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.detail ?? errorCodes[code].title, { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
    this.data = options.data;
    this.errors = options.errors;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return errorCodes[this.code].status;
  }
}

/** The refusal of one member of an input, which its `pointer` names. */
export function invalidMember(fault: FieldError, cause?: unknown): AppError {
  return new AppError("validation_failed", { detail: fault.detail, errors: [fault], cause });
}

/** RFC 9457 problem details with our extension members. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: ErrorCode;
  requestId: string;
  docUrl: string;
  /** The page of the request in the log. */
  logUrl?: string;
  errors?: FieldError[];
  [extension: string]: unknown;
};

/**
 * Renders an `AppError` as a problem; `docUrl` is relative, as RFC 9457 §3.1 allows.
 * @param logUrl where the request is shown, for those who are told of it
 */
export function toProblem(error: AppError, requestId: string, logUrl?: string): Problem {
  const docUrl = `/docs/errors/${error.code}`;
  return {
    type: docUrl,
    title: errorCodes[error.code].title,
    status: error.status,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    code: error.code,
    requestId,
    docUrl,
    ...(logUrl === undefined ? {} : { logUrl }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...error.data,
  };
}
