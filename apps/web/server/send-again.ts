import { createFetchHandler } from "@crossdock/adapters";
import { appRouter, type Context, type Services, versions } from "@crossdock/api";
import type { Log } from "./log.ts";
import { renderProblem } from "./problems.ts";
import type { Product } from "./product.ts";
import { basePath } from "./public-api.ts";
import { authorize, keptWithTheEffect } from "./rest.ts";

/** Sends a request of the REST API from inside, as somebody who is signed in and with no more rights. */
export function createSendAgain(product: Product, log: Log): Services["sendAgain"] {
  const contexts = new WeakMap<Request, Context>();
  const contextOf = (request: Request): Context => {
    const context = contexts.get(request);
    if (!context) throw new Error("A request that nobody sent");
    return context;
  };
  const handle = createFetchHandler<Context>({
    router: appRouter,
    basePath,
    versions,
    requestId: (request) => contextOf(request).requestId,
    createContext: async ({ req }) => contextOf(req),
    authorize: ({ ctx, operation }) => authorize(product, ctx.principal, operation),
    idempotencyStore: keptWithTheEffect,
    withPrecondition: (ctx, precondition) => ({ ...ctx, precondition }),
    formatError: (error, { requestId }) => renderProblem(error, requestId, log),
  });
  return async ({ method, version, path, query, headers, body }, context) => {
    const below = path.slice(basePath.length).replace(/^\/v\d+(?=\/|$)/, "");
    const url = new URL(`${basePath}/${version ?? versions.head.name}${below}`, product.appUrl);
    url.search = query;
    const request = new Request(url, { method, headers, body });
    const { principal, requestId, transport } = context;
    contexts.set(request, { services: product, principal, requestId, transport });
    const answer = await handle(request);
    const text = await answer.text();
    return { status: answer.status, errorCode: codeOf(answer, text), body: text || null };
  };
}

function codeOf({ ok }: Response, text: string): string | null {
  if (ok) return null;
  try {
    return (JSON.parse(text) as { code?: string }).code ?? null;
  } catch {
    return null;
  }
}
