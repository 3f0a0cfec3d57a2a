import { AppError } from "@crossdock/core";
import type { HttpError } from "@crossdock/http";

/**
 * - `declined`: the provider understood and said no
 * - `invalid_request`: we sent what it does not take; a retry is useless
 * - `configuration`: a wrong key, a missing permission, a wrong address
 * - `rate_limited`, `unavailable`: nothing happened; try later
 * - `indeterminate`: it may have happened; only the same call with the same key may follow
 */
export type ConnectorErrorKind =
  | "declined"
  | "invalid_request"
  | "configuration"
  | "rate_limited"
  | "unavailable"
  | "indeterminate";

/**
 * What a call that got no answer, or none that can be read, means to us.
 * @param inDoubt whether the call may have changed what must not be changed twice
 */
export function kindOfUnanswered(error: HttpError, inDoubt: boolean): ConnectorErrorKind {
  if (error.kind === "refused") return "configuration";
  return inDoubt && !error.nothingSent ? "indeterminate" : "unavailable";
}

/** What a provider's failure means to us. `message` is fit for a log and an admin, not for a buyer. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly kind: ConnectorErrorKind;
  readonly connector: string;
  /** The provider's own code. */
  readonly code: string | undefined;
  /** The provider's own id of the call, such as PayPal's `debug_id`: its support asks for it. */
  readonly requestId: string | undefined;

  constructor(
    connector: string,
    kind: ConnectorErrorKind,
    message: string,
    options: { code?: string; requestId?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.connector = connector;
    this.kind = kind;
    this.code = options.code;
    this.requestId = options.requestId;
  }
}

/** The error of using a connector whose settings are missing; it names the variable to set. */
export function notConfigured(name: string, variable: string): AppError {
  return new AppError("connector_not_configured", {
    detail: `${name} is not configured: set ${variable} and start again.`,
    data: { variable },
  });
}
