import type { HttpRequest } from "../http/message.ts";
import type { Operation } from "../operation.ts";
import type { HandlerOptions, RenderedProblem } from "../options.ts";
import { defaultFormatError } from "../problem.ts";

/** One request on its way to an answer. */
export type Exchange = {
  request: HttpRequest;
  requestId: string;
  /** The headers that the answer has so far. */
  headers: Record<string, string>;
  /** That of the tool, where the message calls one. */
  operation: Operation | undefined;
  /** The status of the problem that a tool's call failed with. */
  failure: number | undefined;
  /** Tells whoever admitted the call that it is over. */
  release: () => void;
};

export function createExchange(request: HttpRequest, requestId: string): Exchange {
  const headers = {
    "X-Request-Id": requestId,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
  };
  return {
    request,
    requestId,
    headers,
    operation: undefined,
    failure: undefined,
    release: () => {},
  };
}

export function renderProblem<Ctx, Req>(
  { formatError = defaultFormatError }: HandlerOptions<Ctx, Req>,
  { requestId, operation }: Exchange,
  error: unknown,
): RenderedProblem {
  return formatError(error, { requestId, operation, version: undefined });
}
