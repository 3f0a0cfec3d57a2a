import type { z } from "zod";
import type { Answer, InnerFault, RecordedRequest } from "../exchange.ts";
import type { Idempotency } from "../idempotency.ts";
import { randomText } from "../world.ts";
import { invalidRequest, PaypalFailure, unprocessable } from "./failure.ts";
import type { Merchant } from "./merchant.ts";
import { type Route, routes } from "./routes.ts";
import { checkToken, giveToken } from "./token.ts";

/** Answers one call as api-m.paypal.com does. */
export function callPaypalFake(
  merchant: Merchant,
  idempotency: Idempotency,
  request: RecordedRequest,
  fault: InnerFault,
): Answer {
  const debugId = randomText(merchant.world, 13).toLowerCase();
  const answer = answered(merchant, idempotency, request, fault, debugId);
  return { ...answer, headers: { "paypal-debug-id": debugId, ...answer.headers } };
}

function answered(
  merchant: Merchant,
  idempotency: Idempotency,
  request: RecordedRequest,
  fault: InnerFault,
  debugId: string,
): Answer {
  try {
    if (fault === "errorBefore") throw internalError();
    if (request.path === "/v1/oauth2/token") return giveToken(merchant, request);
    checkToken(merchant, request);
    const { route, id } = routeOf(request);
    const answer = once(idempotency, route, request, () => perform(merchant, route, id, request));
    // What has happened is kept for the key, other than at Stripe: the next call gets it.
    if (fault === "errorAfter") throw internalError();
    return shortened(answer, request);
  } catch (error) {
    if (error instanceof PaypalFailure) return error.toAnswer(debugId);
    throw error;
  }
}

function internalError(): PaypalFailure {
  return new PaypalFailure(500, "INTERNAL_SERVER_ERROR", "An internal server error has occurred.");
}

function routeOf({ method, path }: RecordedRequest): { route: Route; id: string } {
  const [pathname = ""] = path.split("?");
  for (const route of routes) {
    const match = route.path.exec(pathname);
    if (match && route.method === method) return { route, id: decodeURIComponent(match[1] ?? "") };
  }
  throw new PaypalFailure(404, "RESOURCE_NOT_FOUND", "The specified resource does not exist.");
}

/** Only what succeeded is kept, so that a failed call may be repeated with its own id. */
function once(
  idempotency: Idempotency,
  route: Route,
  { headers, path, text }: RecordedRequest,
  run: () => Answer,
): Answer {
  const key = headers["paypal-request-id"];
  if (typeof key !== "string" || route.method === "GET") return run();
  if (key.length > 108) {
    throw invalidRequest({
      ...{ issue: "INVALID_STRING_LENGTH", field: "PayPal-Request-Id" },
      description: "The header is longer than 108 characters.",
    });
  }
  const known = idempotency.find(key, route.keepMs);
  if (known && (known.scope !== path || known.fingerprint !== text)) {
    const description = "The value of PayPal-Request-Id header has already been used.";
    throw unprocessable("DUPLICATE_REQUEST_ID", description);
  }
  if (known) return { ...known.answer, status: 200 };
  const answer = run();
  idempotency.keep(key, { scope: path, fingerprint: text, answer });
  return answer;
}

function perform(merchant: Merchant, route: Route, id: string, request: RecordedRequest): Answer {
  const body = route.body ? readBody(route.body, request) : null;
  const query = new URLSearchParams(request.path.split("?")[1] ?? "");
  const made = route.run(merchant, { id, body, query });
  return { status: route.status, body: structuredClone(made) };
}

function readBody(schema: z.ZodType, { headers, text }: RecordedRequest): unknown {
  const type = headers["content-type"] ?? "";
  if (text !== "" && !type.startsWith("application/json")) {
    throw new PaypalFailure(
      415,
      "UNSUPPORTED_MEDIA_TYPE",
      "The server does not support the request payload's media type.",
    );
  }
  const parsed = schema.safeParse(parseJson(text), { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalidRequest(detailOf(parsed.error.issues[0]));
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    const description = "The request JSON is not well formed.";
    throw invalidRequest({ issue: "MALFORMED_REQUEST_JSON", description });
  }
}

function detailOf(issue: z.core.$ZodIssue | undefined) {
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const field = `/${[...(issue?.path ?? []), ...unknown].map(String).join("/")}`;
  const missing = issue?.code !== "unrecognized_keys" && issue?.input === undefined;
  return {
    issue: missing ? "MISSING_REQUIRED_PARAMETER" : "INVALID_PARAMETER_VALUE",
    description: issue?.message ?? "The value of a field is invalid.",
    field,
  };
}

/** Without `Prefer: return=representation` little comes back. */
function shortened(answer: Answer, { method, headers }: RecordedRequest): Answer {
  const { body } = answer;
  if (method === "GET" || headers.prefer === "return=representation") return answer;
  if (typeof body !== "object" || body === null) return answer;
  const status = "status" in body ? body.status : undefined;
  if (status === "VOIDED") return { ...answer, status: 204, body: null };
  const kept = ["id", "status", "payment_source", "links"];
  const entries = Object.entries(body).filter(([name]) => kept.includes(name));
  return { ...answer, body: Object.fromEntries(entries) };
}
