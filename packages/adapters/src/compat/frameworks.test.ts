import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { initTRPC } from "@trpc/server";
import type { CreateExpressContextOptions } from "@trpc/server/adapters/express";
import type { CreateFastifyContextOptions } from "@trpc/server/adapters/fastify";
import type { FetchCreateContextFnOptions } from "@trpc/server/adapters/fetch";
import express from "express";
import createFastify from "fastify";
import { createApp, createRouter, toNodeListener } from "h3";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import {
  createOpenApiExpressMiddleware,
  createOpenApiFetchHandler,
  createOpenApiHttpHandler,
  createOpenApiNextHandler,
  createOpenApiNuxtHandler,
  fastifyTRPCOpenApiPlugin,
  type OpenApiMeta,
} from "./index.ts";

const t = initTRPC.context<{ agent: string }>().meta<OpenApiMeta>().create();

const router = t.router({
  agent: t.procedure
    .meta({ openapi: { method: "GET", path: "/agent" } })
    .output(z.string())
    .query(({ ctx }) => ctx.agent),
});

test("node:http: the context is made of the request that the types promise", async () => {
  const createContext = ({ req }: { req: IncomingMessage }) => ({
    agent: `${req.constructor.name} ${req.headers.authorization}`,
  });
  const url = await listen(createOpenApiHttpHandler({ router, createContext }));
  const answer = await fetch(`${url}/agent`, { headers: { authorization: "Bearer ada" } });
  expect(await answer.json()).toBe("IncomingMessage Bearer ada");
});

test("no stack leaves the process, in development neither", async () => {
  const development = initTRPC
    .context<{ agent: string }>()
    .meta<OpenApiMeta>()
    .create({
      isDev: true,
      errorFormatter: ({ shape }) => ({ ...shape, more: "here" }),
    });
  const url = await listen(
    createOpenApiHttpHandler({ router: development.router({}), createContext }),
  );
  expect(await (await fetch(url)).json()).toEqual({
    ...{ message: "Not found", code: "NOT_FOUND", more: "here" },
    data: { code: "NOT_FOUND", httpStatus: 404 },
  });
});

test("Express: the context is made of Express's own request", async () => {
  const app = express();
  app.set("trust proxy", true);
  const createContext = ({ req, res }: CreateExpressContextOptions) => {
    res.cookie("seen", "yes");
    return { agent: `${req.ip} ${req.baseUrl}` };
  };
  app.use("/api", createOpenApiExpressMiddleware({ router, createContext }));
  const answer = await fetch(`${await listen(app)}/api/agent`, {
    headers: { "x-forwarded-for": "192.0.2.1" },
  });
  expect(await answer.json()).toBe("192.0.2.1 /api");
  expect(answer.headers.get("set-cookie")).toContain("seen=yes");
});

test("Fastify: below a prefix and a base path, with the hooks of the instance", async () => {
  const fastify = createFastify();
  const createContext = ({ req, res }: CreateFastifyContextOptions) => {
    res.header("x-context", "made");
    return { agent: req.hostname };
  };
  fastify.addHook("onSend", async (_request, reply) => void reply.header("x-sent", "yes"));
  const options = { router, createContext, basePath: "/rest" } as const;
  await fastify.register(fastifyTRPCOpenApiPlugin, { ...options, prefix: "/api/" });
  await fastify.ready();
  const answer = await fastify.inject({ url: "/api/rest/agent", headers: { host: "a.example" } });
  expect(answer.json()).toBe("a.example");
  expect(answer.headers).toMatchObject({ "x-context": "made", "x-sent": "yes" });
});

test("fetch: the context may add headers to the answer, and cookies are several", async () => {
  const answer = await createOpenApiFetchHandler({
    router,
    endpoint: "/",
    req: new Request("http://localhost/agent", { headers: { "user-agent": "a test" } }),
    createContext: ({ req, resHeaders }: FetchCreateContextFnOptions) => {
      resHeaders.set("x-context", "made");
      return { agent: req.headers.get("user-agent") ?? "" };
    },
    responseMeta: () => ({
      headers: new Headers([
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
      ]),
    }),
  });
  expect(await answer.json()).toBe("a test");
  expect(answer.headers.get("x-context")).toBe("made");
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

const nameless = {
  message: 'Query "trpc" not found - is the file named `[...trpc].ts`?',
  code: "INTERNAL_SERVER_ERROR",
};

test("Next: a file with another name is told of", async () => {
  const onError = vi.fn();
  const handle = createOpenApiNextHandler({ router, createContext, onError });
  const url = await listen((req, res) =>
    Reflect.apply(handle, undefined, [Object.assign(req, { query: { path: "agent" } }), res]),
  );
  const answer = await fetch(url);
  expect([answer.status, await answer.json()]).toEqual([500, nameless]);
  expect(onError).toHaveBeenCalledOnce();
});

test("Nuxt: a file with another name is told of", async () => {
  const onError = vi.fn();
  const handle = createOpenApiNuxtHandler({ router, createContext, onError });
  const url = await listen(toNodeListener(createApp().use(createRouter().use("/**:path", handle))));
  const answer = await fetch(`${url}/agent`);
  expect([answer.status, await answer.json()]).toEqual([500, nameless]);
  expect(onError).toHaveBeenCalledOnce();
});

function createContext() {
  return { agent: "nobody" };
}

async function listen(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(listener ?? (() => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  // A listening server has an address and a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
