import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, type Context, toAppError, toTrpcError } from "@crossdock/api";
import { AppError } from "@crossdock/core";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { createSiteCheck } from "./foreign-sites.ts";
import type { Log } from "./log.ts";
import type { Product } from "./product.ts";
import { requestIdOf } from "./request-id.ts";
import { factsOf, type RequestFacts, recordedPrincipal } from "./requests/facts.ts";
import { microseconds } from "./requests/observer.ts";
import { tellTimings } from "./requests/server-timing.ts";
import { sessionContext, sessionTokenOf } from "./sessions.ts";

const batchMax = 10;

/** `/api/trpc`: every procedure, for the dashboard's sessions alone. */
export function createTrpc(product: Product, log: Log) {
  const refuseForeignSites = createSiteCheck(product.appUrl);
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    refuseForeignSites(req);
    refuseLargeBatches(req, path);
    noteProcedure(req, path);
    const facts = factsOf(req);
    await nodeHTTPRequestHandler({
      router: appRouter,
      req,
      res,
      path,
      maxBodySize: 1_000_000,
      createContext: () => contextOf(product, req, facts),
      onError: ({ error, path }) => {
        const { status, code, cause } = toAppError(error);
        facts.errorCode = code;
        if (status >= 500)
          log.error({ err: cause ?? error, path, requestId: requestIdOf(req) }, "tRPC");
      },
    });
  };
}

async function contextOf(
  product: Product,
  req: IncomingMessage,
  facts: RequestFacts,
): Promise<Context> {
  try {
    const context = await sessionContext(product, sessionTokenOf(req), facts.requestId);
    facts.principal = recordedPrincipal(context.principal);
    tellTimings(facts, context.principal);
    const onCalled: Context["onCalled"] = (call) => void facts.calls.push(call);
    return { ...context, traceId: facts.traceId, onCalled };
  } catch (error) {
    throw toTrpcError(toAppError(error));
  } finally {
    facts.phases.auth = microseconds(performance.now() - facts.startMs);
  }
}

function refuseLargeBatches(req: IncomingMessage, path: string): void {
  // Decoded as tRPC does it: %2C would else hide a comma from us and not from tRPC.
  const calls = decoded(path).split(",").length;
  if (calls === 1) return;
  if (req.method === "POST") {
    throw new AppError("bad_request", {
      detail: "Send one command a request: they are not batched.",
    });
  }
  if (calls > batchMax)
    throw new AppError("bad_request", { detail: `At most ${batchMax} calls a batch.` });
}

/** Until it is called: who may not call it has asked for it all the same. */
function noteProcedure(req: IncomingMessage, path: string): void {
  if (Object.hasOwn(appRouter._def.procedures, path)) factsOf(req).operation = path;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AppError("bad_request", { detail: "The path is not percent-encoded UTF-8." });
  }
}
