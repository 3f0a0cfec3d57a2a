import type { Answer } from "../exchange.ts";

export type Detail = { issue: string; description: string; field?: string; value?: string };

/** PayPal says no (developer.paypal.com/api/rest/responses). */
export class PaypalFailure extends Error {
  override name = "PaypalFailure";
  readonly status: number;
  readonly problem: string;
  readonly details: Detail[];

  constructor(status: number, problem: string, message: string, details: Detail[] = []) {
    super(message);
    this.status = status;
    this.problem = problem;
    this.details = details;
  }

  toAnswer(debugId: string): Answer {
    const href = `https://developer.paypal.com/api/rest/reference/orders/v2/errors/#${this.details[0]?.issue ?? this.problem}`;
    return {
      status: this.status,
      body: {
        name: this.problem,
        message: this.message,
        debug_id: debugId,
        details: this.details,
        links: [{ href, rel: "information_link", method: "GET" }],
      },
    };
  }
}

/** What the rules of business forbid. */
export function unprocessable(issue: string, description: string): PaypalFailure {
  const message =
    "The requested action could not be performed, semantically incorrect, or failed business validation.";
  return new PaypalFailure(422, "UNPROCESSABLE_ENTITY", message, [{ issue, description }]);
}

/** A body that is not as documented. */
export function invalidRequest(detail: Detail): PaypalFailure {
  const message = "Request is not well-formed, syntactically incorrect, or violates schema.";
  return new PaypalFailure(400, "INVALID_REQUEST", message, [detail]);
}

export function notFound(id: string): PaypalFailure {
  const description = `Specified resource ID does not exist: ${id}`;
  return new PaypalFailure(404, "RESOURCE_NOT_FOUND", "The specified resource does not exist.", [
    { issue: "INVALID_RESOURCE_ID", description },
  ]);
}
