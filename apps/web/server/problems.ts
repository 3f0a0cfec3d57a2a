import type { IncomingMessage, ServerResponse } from "node:http";
import { toAppError } from "@crossdock/api";
import { toProblem } from "@crossdock/core";
import { answerJson } from "./answer.ts";
import { challengeFor } from "./bearer-challenge.ts";
import type { Log } from "./log.ts";
import { requestIdOf } from "./request-id.ts";
import { factsOf } from "./requests/facts.ts";

/** The problem of an error, with the headers its status demands; what is not the caller's fault goes to the log. */
export function renderProblem(
  thrown: unknown,
  requestId: string,
  log: Log,
  { metadataUrl, logUrl }: { metadataUrl?: string; logUrl?: string } = {},
) {
  const error = toAppError(thrown);
  if (error.status >= 500) log.error({ err: error.cause ?? error, requestId }, error.code);
  const headers: Record<string, string> = {};
  if (error.retryAfter !== undefined) headers["Retry-After"] = String(error.retryAfter);
  const challenge = challengeFor(error, metadataUrl);
  if (challenge) headers["WWW-Authenticate"] = challenge;
  return { problem: toProblem(error, requestId, logUrl), headers };
}

/** Answers with a problem where no transport of its own does; a body that was not read ends the connection. */
export function answerProblem(
  req: IncomingMessage,
  res: ServerResponse,
  thrown: unknown,
  log: Log,
): void {
  const { problem, headers } = renderProblem(thrown, requestIdOf(req), log);
  const facts = factsOf(req);
  facts.errorCode = problem.code;
  facts.spoken ??= { operation: undefined, body: undefined, output: undefined, problem };
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (!req.complete) headers.Connection = "close";
  answerJson(res, problem.status, problem, { contentType: "application/problem+json", headers });
}
