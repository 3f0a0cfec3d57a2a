import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import createFastify from "fastify";
import { createApp, createRouter, toNodeListener } from "h3";
import * as theirs from "trpc-to-openapi";
import { onTestFinished } from "vitest";
import * as ours from "../index.ts";
import { createShelf, type ShelfContext } from "./shelf.ts";

// Both libraries behind the same servers. What differs by type is the point of none of these tests.
const libraries = { ours, theirs: theirs as unknown as typeof ours };

export type Name = keyof typeof libraries;

export type Hooks = {
  onError?: (failure: object) => void;
  responseMeta?: (outcome: object) => { status?: number; headers?: Record<string, string> };
  maxBodySize?: number;
};

type Options = Hooks & {
  router: ReturnType<typeof createShelf>;
  createContext: (call: { req: object }) => ShelfContext;
};

/** How each transport serves a library below `/api`. */
const mounts = {
  node: async (library: typeof ours, options: Options) =>
    belowApi(library.createOpenApiNodeHttpHandler(options)),
  standalone: async (library: typeof ours, options: Options) =>
    belowApi(library.createOpenApiHttpHandler(options)),
  express: async (library: typeof ours, options: Options) =>
    express().use("/api", library.createOpenApiExpressMiddleware(options)),
  "express with a parser": async (library: typeof ours, options: Options) =>
    express().use("/api", express.json(), library.createOpenApiExpressMiddleware(options)),
  fastify: async (library: typeof ours, options: Options) => {
    const fastify = createFastify();
    await fastify.register(library.fastifyTRPCOpenApiPlugin, { ...options, basePath: "/api" });
    await fastify.ready();
    return fastify.routing;
  },
  fetch: async (library: typeof ours, options: Options) => fetchListener(library, options),
  next: async (library: typeof ours, options: Options) => nextListener(library, options),
  koa: async (library: typeof ours, options: Options): Promise<RequestListener> => {
    const handle = library.createOpenApiKoaMiddleware(options);
    return belowApi((req, res) =>
      Reflect.apply(handle, undefined, [
        { req, res },
        async () => res.writeHead(404, { "content-type": "text/plain" }).end("next"),
      ]),
    );
  },
  nuxt: async (library: typeof ours, options: Options): Promise<RequestListener> => {
    const handle = library.createOpenApiNuxtHandler(options);
    return toNodeListener(createApp().use(createRouter().use("/api/**:trpc", handle)));
  },
};

export type Transport = keyof typeof mounts;

export const transports = Object.keys(mounts) as Transport[];

/** Serves a shelf of its own with one of the libraries; the URL is that of `/api`. */
export async function serveSide(
  name: Name,
  transport: Transport,
  hooks: Hooks = {},
): Promise<string> {
  const listener = await mounts[transport](libraries[name], {
    ...hooks,
    router: createShelf(),
    createContext: ({ req }) => ({ reader: readerOf(req) }),
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  // A listening server has an address and a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

/** The reader's name, from a request of any transport. */
function readerOf(req: object): string | undefined {
  const headers: unknown = Reflect.get(req, "headers");
  if (headers instanceof Headers) return headers.get("x-reader") ?? undefined;
  return (headers as IncomingMessage["headers"])["x-reader"]?.toString();
}

function belowApi(handle: RequestListener): RequestListener {
  return (req, res) => {
    req.url = req.url?.replace(/^\/api/, "");
    return handle(req, res);
  };
}

/** Hands over a request of the fetch standard, as a host of route handlers does. */
function fetchListener(library: typeof ours, options: Options): RequestListener {
  return async (req, res) => {
    const body = await bodyOf(req);
    const init = {
      method: req.method ?? "GET",
      headers: Object.entries(req.headers).map(([name, value]): [string, string] => [
        name,
        `${value}`,
      ]),
      ...(body.length > 0 || req.headers["content-length"] !== undefined ? { body } : {}),
    };
    const request = new Request(`http://${req.headers.host}${req.url}`, init);
    const { router, createContext, ...hooks } = options;
    const answer = await library.createOpenApiFetchHandler({
      ...{ ...hooks, router, createContext, req: request, endpoint: "/api" },
    });
    res.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  };
}

/** Hands over what Next's pages router makes of a request to `pages/api/[...trpc].ts`. */
function nextListener(library: typeof ours, options: Options): RequestListener {
  const handle = library.createOpenApiNextHandler(options);
  return async (req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? "", "http://localhost");
    const query = Object.fromEntries(
      [...new Set(searchParams.keys())].map((key) => {
        const values = searchParams.getAll(key);
        return [key, values.length > 1 ? values : values[0]];
      }),
    );
    const trpc = pathname.replace("/api/", "").split("/").map(decodeURIComponent);
    const text = (await bodyOf(req)).toString();
    const isJson = req.headers["content-type"]?.startsWith("application/json");
    const body: unknown = isJson ? JSON.parse(text || "{}") : text;
    await Reflect.apply(handle, undefined, [
      Object.assign(req, { query: { ...query, trpc }, body }),
      res,
    ]);
  };
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
}
