import { HttpError } from "@crossdock/http";
import Stripe from "stripe";
import { ConnectorError, type ConnectorErrorKind, kindOfUnanswered } from "../connector-error.ts";

/** What an error of the SDK means to us; anything that is none of its own passes unchanged. */
export function toConnectorError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  return new ConnectorError("stripe", kindOf(error), error.message, {
    code: error.code,
    cause: error,
  });
}

function kindOf(error: Stripe.errors.StripeError): ConnectorErrorKind {
  const { errors } = Stripe;
  if (error instanceof errors.StripeCardError) return "declined";
  if (error instanceof errors.StripeInvalidRequestError) return "invalid_request";
  if (error instanceof errors.StripeIdempotencyError) return "invalid_request";
  if (error instanceof errors.StripeAuthenticationError) return "configuration";
  if (error instanceof errors.StripePermissionError) return "configuration";
  if (error instanceof errors.StripeRateLimitError) return "rate_limited";
  if (error.detail instanceof HttpError && error.detail.nothingSent)
    return kindOfUnanswered(error.detail, true);
  // Cut connections, 409 and 5xx: Stripe may have acted, and would replay a stored 500.
  return "indeterminate";
}
