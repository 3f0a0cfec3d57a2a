import Stripe from "stripe";
import type { Answer, InnerFault, RecordedRequest } from "../exchange.ts";
import type { Idempotency } from "../idempotency.ts";
import { randomText } from "../world.ts";
import type { Account } from "./account.ts";
import { expandAll } from "./expand.ts";
import { StripeFailure } from "./failure.ts";
import { parseForm } from "./form.ts";
import { readParameters } from "./read-parameters.ts";
import { type Route, routes } from "./routes.ts";
import { passTime } from "./sessions.ts";

/** Answers one call as api.stripe.com does. */
export function callStripeFake(
  account: Account,
  idempotency: Idempotency,
  request: RecordedRequest,
  fault: InnerFault,
): Answer {
  passTime(account);
  const id = `req_${randomText(account.world, 14)}`;
  const key = textOf(request.headers["idempotency-key"]);
  account.request = { id, idempotency_key: key ?? null };
  const answer = answered(account, idempotency, request, key, fault);
  account.request = { id: null, idempotency_key: null };
  const kept = { "request-id": id, "stripe-version": Stripe.API_VERSION };
  const named: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  return { ...answer, headers: { ...kept, ...named, ...answer.headers } };
}

function answered(
  account: Account,
  idempotency: Idempotency,
  request: RecordedRequest,
  key: string | undefined,
  fault: InnerFault,
): Answer {
  try {
    checkCaller(account, request);
    const { route, id } = routeOf(request);
    const run = () => perform(account, route, id, request, fault);
    if (key === undefined || route.method === "GET") return run();
    return once(idempotency, key, request, run);
  } catch (error) {
    if (error instanceof StripeFailure) return error.toAnswer();
    throw error;
  }
}

function checkCaller({ secretKey }: Account, { headers }: RecordedRequest): void {
  const given = keyOf(textOf(headers.authorization) ?? "");
  if (given === "") {
    throw new StripeFailure(401, "You did not provide an API key.", {}, false);
  }
  if (given !== secretKey) {
    const shown = `${given.slice(0, 8)}${"*".repeat(8)}${given.slice(-4)}`;
    throw new StripeFailure(401, `Invalid API Key provided: ${shown}`, {}, false);
  }
  const version = textOf(headers["stripe-version"]) ?? Stripe.API_VERSION;
  if (version === Stripe.API_VERSION) return;
  throw new StripeFailure(400, `Invalid Stripe API version: ${version}`, {}, false);
}

function keyOf(authorization: string): string {
  const [scheme = "", value = ""] = authorization.split(" ");
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(value, "base64").toString().split(":")[0] ?? "";
}

function routeOf({ method, path }: RecordedRequest): { route: Route; id: string } {
  const [pathname = ""] = path.split("?");
  for (const route of routes) {
    const match = route.path.exec(pathname);
    if (match && route.method === method) return { route, id: decodeURIComponent(match[1] ?? "") };
  }
  throw new StripeFailure(404, `Unrecognized request URL (${method}: ${pathname}).`, {}, false);
}

/**
 * The first answer to a key is the answer for at least 24 hours, a 500 too; this Stripe forgets
 * after exactly that (docs.stripe.com/api/idempotent_requests).
 */
function once(
  idempotency: Idempotency,
  key: string,
  { path, text }: RecordedRequest,
  run: () => Answer,
): Answer {
  if (key.length > 255) {
    throw new StripeFailure(400, "Idempotency-Key must be 255 characters or less.", {}, false);
  }
  const known = idempotency.find(key, 24 * 3600_000);
  const fingerprint = [...new URLSearchParams(text)].map(String).sort().join("\n");
  if (known) {
    if (known.scope !== path) {
      throw misused(`for the same endpoint they were first used for ('${known.scope}')`, key);
    }
    if (known.fingerprint !== fingerprint) {
      throw misused("with the same parameters they were first used with", key);
    }
    const headers = { ...known.answer.headers, "idempotent-replayed": "true" };
    return { ...known.answer, headers };
  }
  const answer = run();
  idempotency.keep(key, { scope: path, fingerprint, answer });
  return answer;
}

function misused(rule: string, key: string): StripeFailure {
  const message = `Keys for idempotent requests can only be used ${rule}. Try using a key other than '${key}' if you meant to execute a different request.`;
  return new StripeFailure(400, message, { type: "idempotency_error" }, false);
}

function perform(
  account: Account,
  route: Route,
  id: string,
  { path, text }: RecordedRequest,
  fault: InnerFault,
): Answer {
  const query = path.split("?")[1] ?? "";
  const params = readParameters(route.params, parseForm(route.method === "GET" ? query : text));
  if (fault === "errorBefore") return serverError;
  try {
    const body = expandAll(account, route.run(account, id, params), params.expand);
    return fault === "errorAfter" ? serverError : { status: 200, body };
  } catch (error) {
    if (error instanceof StripeFailure && error.kept) return structuredClone(error.toAnswer());
    throw error;
  }
}

const serverError: Answer = {
  status: 500,
  body: { error: { type: "api_error", message: "An unknown error occurred" } },
};

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
