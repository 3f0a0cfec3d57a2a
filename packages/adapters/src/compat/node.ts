import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeHTTPHandlerOptions, NodeHTTPResponse } from "@trpc/server/adapters/node-http";
import { fromNode } from "../http/node.ts";
import { routesOf } from "./routes.ts";
import { type Answer, answer, type Hooks } from "./serve.ts";
import type { NodeHTTPRequest, OpenApiNextFunction, OpenApiRouter } from "./types.ts";

export type CreateOpenApiNodeHttpHandlerOptions<
  TRouter extends OpenApiRouter,
  TRequest extends NodeHTTPRequest,
  TResponse extends NodeHTTPResponse,
> = Pick<
  NodeHTTPHandlerOptions<TRouter, TRequest, TResponse>,
  "router" | "createContext" | "responseMeta" | "onError" | "maxBodySize"
>;

export type CreateOpenApiHttpHandlerOptions<TRouter extends OpenApiRouter> =
  CreateOpenApiNodeHttpHandlerOptions<TRouter, IncomingMessage, ServerResponse>;

/**
 * A handler for whatever looks like a request of `node:http`. With `next`, a path that leads to no procedure
 * is left to it; without, it is a 404.
 * @throws TRPCError naming the procedure and what is wrong with it
 */
export function createOpenApiNodeHttpHandler<
  TRouter extends OpenApiRouter,
  TRequest extends NodeHTTPRequest,
  TResponse extends NodeHTTPResponse,
>(
  options: CreateOpenApiNodeHttpHandlerOptions<TRouter, TRequest, TResponse>,
): (req: TRequest, res: TResponse, next?: OpenApiNextFunction) => Promise<void> {
  const serve = nodeServer(options);
  return (req, res, next) => serve(req, res, { url: req.url ?? "/" }, next);
}

/** A listener of `http.createServer`. */
export function createOpenApiHttpHandler<TRouter extends OpenApiRouter>(
  options: CreateOpenApiHttpHandlerOptions<TRouter>,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const serve = nodeServer(options);
  return (req, res) => serve(req, res, { url: req.url ?? "/" });
}

/** The path and query that are meant, where a framework has them elsewhere than in `req`. */
export type Target = { url: string; query?: Record<string, unknown> };

/** What all handlers of Node's requests and their like are made of. */
export function nodeServer<
  TRouter extends OpenApiRouter,
  TRequest extends NodeHTTPRequest,
  TResponse extends NodeHTTPResponse,
>(options: CreateOpenApiNodeHttpHandlerOptions<TRouter, TRequest, TResponse>) {
  const routes = routesOf(options.router);
  // The hooks' own types are those of the router, which none of what follows knows.
  const hooks = options as Hooks & { createContext?: (call: object) => unknown };
  return async (req: TRequest, res: TResponse, target: Target, next?: OpenApiNextFunction) => {
    const url = urlOf(target.url);
    const match = routes.find(req.method ?? "GET", url.pathname);
    // Returned, so that a `next` that is a promise is waited for.
    if (match === undefined && next !== undefined) return next();
    const response = res as NodeHTTPResponse & ServerResponse;
    const request = fromNode(req, response);
    // A parser that leaves a body alone, as it has another type, says so with `undefined`.
    const isParsed = "body" in req && (req.body !== undefined || !request.hasBody);
    const reply = await answer(hooks, {
      source: {
        request,
        query: target.query ?? parsedQuery(req) ?? url.searchParams,
        ...(isParsed ? { parsedBody: { value: req.body } } : {}),
      },
      ...{ match, url, req, signal: closeSignal(response) },
      createContext: (info) => hooks.createContext?.({ req, res, info }),
    });
    send(response, reply);
  };
}

export function urlOf(target: string): URL {
  const text = target.startsWith("/") ? `http://127.0.0.1${target}` : target;
  return new URL(URL.canParse(text) ? text : "http://127.0.0.1");
}

function parsedQuery({ query }: NodeHTTPRequest): Record<string, unknown> | undefined {
  return typeof query === "object" && query !== null ? { ...query } : undefined;
}

/** Some hosts and tests hand in a response that is no emitter. */
export function closeSignal(res: Pick<ServerResponse, "once">): AbortSignal {
  const controller = new AbortController();
  if (typeof res.once === "function") res.once("close", () => controller.abort());
  return controller.signal;
}

function send(res: ServerResponse, { status, headers, body }: Answer): void {
  res.statusCode = status;
  for (const [name, value] of headers) res.setHeader(name, value);
  res.end(body);
}
