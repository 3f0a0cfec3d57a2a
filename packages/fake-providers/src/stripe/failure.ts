import type { Answer } from "../exchange.ts";

type Details = { type?: string; code?: string; param?: string; [member: string]: unknown };

/** Stripe says no (docs.stripe.com/api/errors). */
export class StripeFailure extends Error {
  override name = "StripeFailure";
  readonly status: number;
  readonly details: Details;
  /** False before anything was executed: such an answer is not kept for the idempotency key. */
  readonly kept: boolean;

  constructor(status: number, message: string, details: Details = {}, kept = true) {
    super(message);
    this.status = status;
    this.details = details;
    this.kept = kept;
  }

  toAnswer(): Answer {
    const { code, type = "invalid_request_error" } = this.details;
    const doc =
      code === undefined
        ? {}
        : { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}` };
    const error = { ...doc, message: this.message, ...this.details, type };
    return { status: this.status, body: { error } };
  }
}

/** A parameter that Stripe refuses before it does anything. */
export function badParameter(param: string, message: string, code?: string): StripeFailure {
  return new StripeFailure(400, message, code === undefined ? { param } : { code, param }, false);
}

/** What the object's state forbids. */
export function wrongState(message: string, code: string, more: Details = {}): StripeFailure {
  return new StripeFailure(400, message, { code, ...more });
}

export function missing(kind: string, id: string, param = "id"): StripeFailure {
  return new StripeFailure(404, `No such ${kind}: '${id}'`, { code: "resource_missing", param });
}
