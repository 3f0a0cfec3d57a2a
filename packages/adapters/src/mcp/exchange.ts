import type { HttpRequest } from "../http/message.ts";
import type { Operation } from "../operation.ts";
import type { HandlerOptions, RenderedProblem } from "../options.ts";
import { defaultFormatError } from "../problem.ts";
import { createStopwatch, type Stopwatch } from "../timings.ts";

/** One request on its way to an answer. */
export type Exchange = {
  request: HttpRequest;
  requestId: string;
  /** The headers that the answer has so far. */
  headers: Record<string, string>;
  /** That of the tool, where the message calls one. */
  operation: Operation | undefined;
  watch: Stopwatch;
  /** The tool's arguments. */
  body: unknown;
  output: unknown;
  /** What the message or its tool's call failed with. */
  problem: RenderedProblem["problem"] | undefined;
  /** Whether it was the tool's call. */
  failed: boolean;
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
    watch: createStopwatch(),
    ...{ body: undefined, output: undefined, problem: undefined, failed: false },
    release: () => {},
  };
}

export function renderProblem<Ctx, Req>(
  { formatError = defaultFormatError }: HandlerOptions<Ctx, Req>,
  exchange: Exchange,
  error: unknown,
): RenderedProblem {
  const { requestId, operation, watch } = exchange;
  watch.enter("render");
  const rendered = formatError(error, { requestId, operation, version: undefined });
  exchange.problem = rendered.problem;
  return rendered;
}
