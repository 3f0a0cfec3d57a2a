import type { HttpRequest } from "../http/message.ts";
import type { Operation } from "../operation.ts";
import type { RenderedProblem } from "../options.ts";
import { createStopwatch, type Stopwatch } from "../timings.ts";
import type { Api } from "./api.ts";

/** One request on its way to an answer. */
export type Exchange<Ctx, Req> = AnyExchange & {
  req: Req;
  /** Missing until the caller is known. */
  ctx: Ctx | undefined;
};

/** What of it depends on nobody's types. */
export type AnyExchange = {
  request: HttpRequest;
  requestId: string;
  /** The headers that the answer has so far. */
  headers: Record<string, string>;
  /** The targets of its `Link` header so far. */
  links: string[];
  operation: Operation | undefined;
  version: string | undefined;
  watch: Stopwatch;
  /** What was read of the body. */
  body: unknown;
  output: unknown;
  problem: RenderedProblem["problem"] | undefined;
  /** Gives back what the call cost of a quota. */
  giveBack: () => Promise<void>;
  /** Tells whoever admitted the call that it is over. */
  release: () => void;
};

export function createExchange<Ctx, Req>(
  req: Req,
  request: HttpRequest,
  id: string,
): Exchange<Ctx, Req> {
  return {
    ...{ req, request, requestId: id, ctx: undefined },
    headers: { "X-Request-Id": id, "X-Content-Type-Options": "nosniff" },
    links: [],
    operation: undefined,
    version: undefined,
    watch: createStopwatch(),
    ...{ body: undefined, output: undefined, problem: undefined },
    giveBack: async () => {},
    release: () => {},
  };
}

/** From here on the answer is one of this version. */
export function enterVersion(exchange: AnyExchange, api: Api): void {
  exchange.version = api.version;
  Object.assign(exchange.headers, api.headers);
  exchange.links.push(...api.links);
}
