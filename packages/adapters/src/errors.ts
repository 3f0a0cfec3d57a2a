/** What a transport refuses by itself, before any procedure runs. */
export type RestErrorCode =
  | "bad_request"
  | "idempotency_key_required"
  | "method_not_allowed"
  | "not_acceptable"
  | "not_found"
  | "payload_too_large"
  | "precondition_failed"
  | "precondition_required"
  | "unsupported_media_type"
  | "uri_too_long"
  | "validation_failed"
  | "version_retired"
  | "version_unknown";

/** One fault of the input: `pointer` is a JSON pointer fragment such as `#/items/0/quantity`. */
export type InputFault = { pointer: string; code: string; detail: string; fix?: string };

type RestErrorOptions = {
  detail: string;
  /** Machine-readable extension members of the problem. */
  data?: Record<string, unknown>;
  errors?: InputFault[];
  /** Headers that the answer must carry, such as `Allow`; the handler sets them itself. */
  headers?: Record<string, string>;
};

/** An error of the transport. The `toProblem` that is handed to the handler renders it like any other. */
export class RestError extends Error {
  override readonly name = "RestError";
  readonly code: RestErrorCode;
  readonly detail: string;
  readonly data: Record<string, unknown> | undefined;
  readonly errors: InputFault[] | undefined;
  readonly headers: Record<string, string>;

  constructor(code: RestErrorCode, options: RestErrorOptions) {
    super(options.detail);
    this.code = code;
    this.detail = options.detail;
    this.data = options.data;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

export function payloadTooLarge(bytesMax: number): RestError {
  return new RestError("payload_too_large", {
    detail: `A body has at most ${bytesMax} bytes.`,
    headers: { Connection: "close" },
  });
}

/** The JSON pointer to a place in the input (RFC 6901), as a URI fragment: `#/items/0`. */
export function pointerTo(...path: PropertyKey[]): string {
  const tokens = path.map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"));
  return ["#", ...tokens].join("/");
}
