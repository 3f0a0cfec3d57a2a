import type { CreateFastifyContextOptions } from "@trpc/server/adapters/fastify";
import type { HTTPBaseHandlerOptions } from "@trpc/server/http";
import { fromNode } from "../http/node.ts";
import { closeSignal, urlOf } from "./node.ts";
import { routesOf } from "./routes.ts";
import { answer, type Hooks } from "./serve.ts";
import type { OpenApiRouter } from "./types.ts";

type Request = CreateFastifyContextOptions["req"];
type Reply = CreateFastifyContextOptions["res"];

export type CreateOpenApiFastifyPluginOptions<TRouter extends OpenApiRouter> = Pick<
  HTTPBaseHandlerOptions<TRouter, Request>,
  "router" | "responseMeta" | "onError"
> & {
  createContext?: (call: CreateFastifyContextOptions) => unknown;
  maxBodySize?: number;
  /** Where the operations live, below the prefix of the plugin. The root by default. */
  basePath?: `/${string}`;
};

/** As much of a Fastify instance as the plugin needs. */
type Instance = {
  prefix: string;
  route(options: {
    method: string[];
    url: string;
    handler(request: Request, reply: Reply): Promise<unknown>;
  }): unknown;
};

/**
 * `await fastify.register(fastifyTRPCOpenApiPlugin, { router })`. Fastify parses the bodies, and refuses in
 * its own way what it can't parse or takes for too large.
 */
export function fastifyTRPCOpenApiPlugin<TRouter extends OpenApiRouter>(
  fastify: Instance,
  options: CreateOpenApiFastifyPluginOptions<TRouter>,
  done: (error?: Error) => void,
): void {
  const basePath = withoutSlash(options.basePath ?? "");
  const base = withoutSlash(fastify.prefix) + basePath;
  const routes = routesOf(options.router);
  // The hooks' own types are those of the router, which none of what follows knows.
  const hooks = options as Hooks;
  fastify.route({
    method: ["GET", "POST", "PATCH", "PUT", "DELETE"],
    url: `${basePath}/*`,
    async handler(request, reply) {
      const url = urlOf(request.url.slice(base.length));
      const { status, headers, body } = await answer(hooks, {
        source: {
          request: fromNode(request.raw, reply.raw),
          query: { ...Object(request.query) },
          parsedBody: { value: request.body },
        },
        match: routes.find(request.method, url.pathname),
        ...{ url, req: request, signal: closeSignal(reply.raw) },
        createContext: (info) => options.createContext?.({ req: request, res: reply, info }),
      });
      reply.code(status);
      for (const [name, value] of headers) reply.header(name, value);
      return reply.send(body);
    },
  });
  done();
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}
