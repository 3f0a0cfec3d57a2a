import { parseJson } from "@crossdock/core";
import { HttpError, type HttpResponse } from "@crossdock/http";
import { z } from "zod";
import { ConnectorError, type ConnectorErrorKind, kindOfUnanswered } from "../connector-error.ts";

/**
 * What an answer that is no success means to us
 * (developer.paypal.com/api/rest/responses, /reference/orders/v2/errors).
 * @param changes false for a call that only reads: its failure leaves nothing in doubt
 */
export function toConnectorError(response: HttpResponse, changes: boolean): ConnectorError {
  const { status, headers, body } = response;
  const problem = readProblem(body);
  const [detail] = problem.details ?? [];
  const code = detail?.issue ?? problem.name ?? problem.error;
  const header = headers["paypal-debug-id"];
  const requestId = problem.debug_id ?? (typeof header === "string" ? header : undefined);
  const text =
    detail?.description ?? problem.message ?? problem.error_description ?? `PayPal said ${status}.`;
  return new ConnectorError("paypal", kindOf(status, code, changes), text, { code, requestId });
}

/** What a call that got no answer, or none that can be read, means to us. */
export function toUnanswered(error: unknown, changes: boolean): unknown {
  if (!(error instanceof HttpError)) return error;
  const kind = kindOfUnanswered(error, changes);
  return new ConnectorError("paypal", kind, error.message, { cause: error });
}

function doubtOf(inDoubt: boolean): ConnectorErrorKind {
  return inDoubt ? "indeterminate" : "unavailable";
}

function kindOf(status: number, code: string | undefined, changes: boolean): ConnectorErrorKind {
  if (status === 401 || status === 403) return "configuration";
  if (status === 429) return "rate_limited";
  // A 409 is the first call of the same key, still running.
  if (status >= 500 || status === 409) return doubtOf(changes);
  if (code !== undefined && declines.has(code)) return "declined";
  if (code !== undefined && ofTheAccount.has(code)) return "configuration";
  return "invalid_request";
}

/** The buyer, the buyer's bank or PayPal's risk check says no. */
const declines = new Set([
  "INSTRUMENT_DECLINED",
  "PAYER_CANNOT_PAY",
  "PAYER_ACCOUNT_RESTRICTED",
  "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
  "TRANSACTION_REFUSED",
  "TRANSACTION_REFUSED_PAYEE_PREFERENCE",
  "TRANSACTION_BLOCKED_BY_PAYEE",
  "TRANSACTION_LIMIT_EXCEEDED",
  "TRANSACTION_AMOUNT_EXCEEDS_MONTHLY_MAX_LIMIT",
  "TRANSACTION_RECEIVING_LIMIT_EXCEEDED",
  "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING",
  "AUTHORIZATION_DENIED",
  "AUTHORIZATION_EXPIRED",
  "REFUND_NOT_ALLOWED",
  "REFUND_TIME_LIMIT_EXCEEDED",
  "REFUND_AMOUNT_EXCEEDED",
  "REFUND_FAILED_INSUFFICIENT_FUNDS",
  "CAPTURE_FULLY_REFUNDED",
  "CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED",
]);

/** Something about the merchant's own account. */
const ofTheAccount = new Set([
  "PAYEE_ACCOUNT_RESTRICTED",
  "PAYEE_ACCOUNT_LOCKED_OR_CLOSED",
  "PAYEE_ACCOUNT_NOT_SUPPORTED",
  "PAYEE_NOT_ENABLED_FOR_CARD_PROCESSING",
  "PERMISSION_DENIED",
]);

const Problem = z.object({
  name: z.string().optional(),
  message: z.string().optional(),
  debug_id: z.string().optional(),
  details: z
    .array(z.object({ issue: z.string().optional(), description: z.string().optional() }))
    .optional(),
  /** OAuth's own errors (RFC 6749 §5.2). */
  error: z.string().optional(),
  error_description: z.string().optional(),
});

function readProblem(body: Buffer): z.infer<typeof Problem> {
  return Problem.catch({}).parse(parseJson(body.toString()));
}
