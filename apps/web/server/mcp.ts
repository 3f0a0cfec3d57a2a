import { createMcpHandler } from "@crossdock/adapters";
import { appRouter, type Context, logUrlOf } from "@crossdock/api";
import { isAllowed } from "@crossdock/core";
import { renderProblem } from "./problems.ts";
import { requestIdOf } from "./request-id.ts";
import { metadataUrl } from "./resource-metadata.ts";
import {
  authorize,
  contextOf,
  type KeyTransportOptions,
  keptWithTheEffect,
  noteAnswer,
} from "./rest.ts";

/** `/mcp`: the procedures with `mcp: true` as tools, for keys and tokens; each sees what its scopes allow. */
export function createMcp({ product, callerOf, origins, log }: KeyTransportOptions) {
  return createMcpHandler<Context>({
    router: appRouter,
    name: "crossdock",
    version: "2",
    instructions:
      "The products, orders, customers and payments of one shop. Amounts are integers in the currency's minor unit. Send a fresh idempotencyKey with each new order, and the same one to retry it.",
    allowedOrigins: [new URL(product.appUrl).origin, ...origins],
    requestId: requestIdOf,
    createContext: (call) => contextOf(product, callerOf, call, "mcp"),
    authorize: ({ ctx, operation }) => authorize(product, ctx.principal, operation),
    maySee: ({ principal }, { scope }) =>
      scope === undefined || scope === "any" || isAllowed(principal, scope),
    idempotencyStore: keptWithTheEffect,
    onAnswer: noteAnswer,
    formatError: (error, { requestId }) =>
      renderProblem(error, requestId, log, {
        metadataUrl: metadataUrl(product.appUrl, "/mcp"),
        logUrl: logUrlOf(product.appUrl, requestId),
      }),
  });
}
