import type { FetchHandlerOptions } from "@trpc/server/adapters/fetch";
import { fromFetch } from "../http/fetch.ts";
import { routesOf } from "./routes.ts";
import { answer, type Hooks } from "./serve.ts";
import type { OpenApiRouter } from "./types.ts";

export type CreateOpenApiFetchHandlerOptions<TRouter extends OpenApiRouter> = Omit<
  FetchHandlerOptions<TRouter>,
  "batching"
> & {
  req: Request;
  /** Where the operations live: `/api`. */
  endpoint: `/${string}`;
  /** In bytes; 100,000 by default. */
  maxBodySize?: number;
};

/**
 * Answers a request of the fetch standard. The router is compiled at its first request and never again.
 * @throws TRPCError naming the procedure and what is wrong with it
 */
export async function createOpenApiFetchHandler<TRouter extends OpenApiRouter>(
  options: CreateOpenApiFetchHandlerOptions<TRouter>,
): Promise<Response> {
  const { req, endpoint, router } = options;
  const url = new URL(req.url);
  const resHeaders = new Headers();
  const path = below(endpoint.replace(/\/$/, ""), url.pathname);
  // The hooks' own types are those of the router, which none of what follows knows.
  const hooks = options as Hooks & { createContext?: (call: object) => unknown };
  const { status, headers, body } = await answer(hooks, {
    source: { request: fromFetch(req), query: url.searchParams },
    match: routesOf(router).find(req.method, path),
    ...{ url, req, signal: req.signal },
    createContext: (info) => hooks.createContext?.({ req, resHeaders, info }),
  });
  for (const [name, value] of headers) {
    resHeaders.delete(name);
    for (const one of [value].flat()) resHeaders.append(name, one);
  }
  return new Response(body ?? null, { status, headers: resHeaders });
}

/** A path that is not below the endpoint stays as it is. */
function below(endpoint: string, path: string): string {
  return path === endpoint || path.startsWith(`${endpoint}/`) ? path.slice(endpoint.length) : path;
}
