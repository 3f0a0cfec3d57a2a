import type { IncomingMessage, ServerResponse } from "node:http";
import { TRPCError } from "@trpc/server";
import type { CreateExpressContextOptions } from "@trpc/server/adapters/express";
import type { CreateNextContextOptions } from "@trpc/server/adapters/next";
import {
  type CreateOpenApiHttpHandlerOptions,
  type CreateOpenApiNodeHttpHandlerOptions,
  createOpenApiNodeHttpHandler,
  nodeServer,
} from "./node.ts";
import type { Hooks } from "./serve.ts";
import type { OpenApiRouter } from "./types.ts";

// The types of the frameworks are those that tRPC's own adapters take. Nothing of them is imported when
// this runs.
type ExpressRequest = CreateExpressContextOptions["req"];
type ExpressResponse = CreateExpressContextOptions["res"];
type NextRequest = CreateNextContextOptions["req"];
type NextResponse = CreateNextContextOptions["res"];

export type CreateOpenApiExpressMiddlewareOptions<TRouter extends OpenApiRouter> =
  CreateOpenApiNodeHttpHandlerOptions<TRouter, ExpressRequest, ExpressResponse>;

/** `app.use("/api", createOpenApiExpressMiddleware({ router }))` */
export function createOpenApiExpressMiddleware<TRouter extends OpenApiRouter>(
  options: CreateOpenApiExpressMiddlewareOptions<TRouter>,
): (req: ExpressRequest, res: ExpressResponse) => Promise<void> {
  const handle = createOpenApiNodeHttpHandler(options);
  return (req, res) => handle(req, res);
}

export type CreateOpenApiNextHandlerOptions<TRouter extends OpenApiRouter> =
  CreateOpenApiNodeHttpHandlerOptions<TRouter, NextRequest, NextResponse>;

/** The default export of `pages/api/[...trpc].ts`, in Next's pages router. */
export function createOpenApiNextHandler<TRouter extends OpenApiRouter>(
  options: CreateOpenApiNextHandlerOptions<TRouter>,
): (req: NextRequest, res: NextResponse) => Promise<void> {
  const serve = nodeServer(options);
  return async (req, res) => {
    const { trpc, ...query } = req.query;
    if (trpc === undefined) return refuseName(options as Hooks, req, res);
    // Next has decoded each segment: encoded anew, a slash inside of one stays there.
    const segments = typeof trpc === "string" ? trpc.split("/") : trpc;
    return serve(req, res, { url: `/${segments.map(encodeURIComponent).join("/")}`, query });
  };
}

type KoaContext = { req: IncomingMessage; res: ServerResponse };

export type CreateOpenApiKoaMiddlewareOptions<TRouter extends OpenApiRouter> =
  CreateOpenApiHttpHandlerOptions<TRouter>;

/** Leaves a path that leads to no procedure to the next middleware. */
export function createOpenApiKoaMiddleware<TRouter extends OpenApiRouter>(
  options: CreateOpenApiKoaMiddlewareOptions<TRouter>,
): (ctx: KoaContext, next: () => Promise<unknown>) => Promise<void> {
  const handle = createOpenApiNodeHttpHandler(options);
  return ({ req, res }, next) => handle(req, res, next);
}

type NuxtEvent = {
  node: { req: IncomingMessage; res: ServerResponse };
  context: { params?: Record<string, string> };
};

export type CreateOpenApiNuxtHandlerOptions<TRouter extends OpenApiRouter> = Omit<
  CreateOpenApiHttpHandlerOptions<TRouter>,
  "maxBodySize"
>;

/** The default export of `server/api/[...trpc].ts`, in Nuxt. */
export function createOpenApiNuxtHandler<TRouter extends OpenApiRouter>(
  options: CreateOpenApiNuxtHandlerOptions<TRouter>,
) {
  // What is left out of the options is optional in them.
  const serve = nodeServer(options as CreateOpenApiHttpHandlerOptions<TRouter>);
  async function handle({ node: { req, res }, context }: NuxtEvent): Promise<void> {
    const path = context.params?.trpc;
    if (path === undefined) return refuseName(options as Hooks, req, res);
    return serve(req, res, { url: `/${path}${/\?.*/s.exec(req.url ?? "") ?? ""}` });
  }
  // By this mark h3 knows a handler of its own kind.
  return Object.assign(handle, { __is_handler__: true as const });
}

/** The file's name holds no `trpc`: nobody knows which path is meant. */
function refuseName(
  { onError }: Hooks,
  req: unknown,
  res: Pick<ServerResponse, "statusCode" | "setHeader" | "end">,
): void {
  const code = "INTERNAL_SERVER_ERROR";
  const message = 'Query "trpc" not found - is the file named `[...trpc].ts`?';
  const error = new TRPCError({ code, message });
  onError?.({ error, type: "unknown", path: undefined, input: undefined, ctx: undefined, req });
  res.statusCode = 500;
  res.setHeader("content-type", "application/json");
  res.end(JSON.stringify({ message, code }));
}
