import type { IncomingMessage, ServerResponse } from "node:http";
import { RestError } from "../errors.ts";
import { decode } from "./decode.ts";
import { fingerprint, readIdempotencyKey } from "./idempotency-key.ts";
import { createMatcher, type Match } from "./match.ts";
import { checkAccept } from "./negotiate.ts";
import type { RestOptions } from "./options.ts";
import { type Exchange, send, sendOutput, sendProblem } from "./render.ts";

/**
 * A `node:http` handler that serves every operation below `basePath`. Routes, coercions and headers are
 * worked out once, here; a request costs the same in a large router as in a small one.
 *
 * The order of a request: id, match, `authenticate`, `admit`, then 404, 405, 406, 400, 413 or 415, then
 * `call`. Documents and OPTIONS need no credential. The promise rejects only where `toProblem` throws.
 */
export function createRestHandler<P>(
  options: RestOptions<P>,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const match = createMatcher(options);
  return async (req, res) => {
    const requestId = options.requestId(req);
    const exchange = { req, res, requestId, headers: { "X-Request-Id": requestId } };
    try {
      const found = match(req.url ?? "");
      if (found !== "malformed" && sendPublic(exchange, found)) return;
      await serve(options, exchange, found);
    } catch (error) {
      fail(options, exchange, error);
    }
  };
}

/** Answers what needs no credential: what may be asked of a path, and the documents. */
function sendPublic(exchange: Exchange, match: Match | undefined): boolean {
  const { method } = exchange.req;
  if (match === undefined) return false;
  const { allow, document } = match.resource;
  if (method === "OPTIONS") {
    exchange.headers.Allow = allow;
    send(exchange, 204);
    return true;
  }
  if (document === undefined || (method !== "GET" && method !== "HEAD")) return false;
  exchange.headers["Cache-Control"] = "no-cache";
  send(exchange, 200, document.body, document.contentType);
  return true;
}

async function serve<P>(
  options: RestOptions<P>,
  exchange: Exchange,
  match: Match | "malformed" | undefined,
): Promise<void> {
  const { req, requestId } = exchange;
  const principal = await options.authenticate(req);
  const matched = typeof match === "object" ? match : undefined;
  const plan = matched?.resource.plans.get(req.method ?? "");
  const { headers, refusal } = await options.admit(principal, plan?.operation);
  Object.assign(exchange.headers, headers);
  if (refusal !== undefined) throw refusal;
  if (matched === undefined || plan === undefined) throw unserved(match);
  checkAccept(req.headers.accept);
  const key = readIdempotencyKey(req.headers["idempotency-key"], plan);
  const { input, query, body } = await decode(req, plan, matched);
  const idempotency =
    key === undefined
      ? undefined
      : { key, fingerprint: fingerprint(plan, matched.params, query, body) };
  const invocation = { operation: plan.operation, input, principal, requestId, idempotency };
  const { output, replayed } = await options.call(invocation);
  if (replayed === true) exchange.headers["Idempotent-Replayed"] = "true";
  sendOutput(exchange, plan, matched, output);
}

function unserved(match: Match | "malformed" | undefined): RestError {
  if (match === undefined) {
    return new RestError("not_found", { detail: "Nothing is at this path." });
  }
  if (match === "malformed") {
    return new RestError("bad_request", { detail: "The path is not percent-encoded UTF-8." });
  }
  const { allow } = match.resource;
  return new RestError("method_not_allowed", {
    detail: `This path takes ${allow}.`,
    headers: { Allow: allow },
  });
}

function fail<P>(options: RestOptions<P>, exchange: Exchange, error: unknown): void {
  // A caller that hangs up while it sends is no fault of ours. Whatever else fails is told to
  // toProblem, even where nobody is left to hear the answer.
  if (exchange.res.destroyed && !exchange.req.complete) return;
  if (error instanceof RestError) Object.assign(exchange.headers, error.headers);
  sendProblem(exchange, options.toProblem(error, exchange.requestId));
}
