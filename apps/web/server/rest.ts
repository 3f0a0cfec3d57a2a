import type { IncomingMessage } from "node:http";
import {
  type Admission,
  buildRegistry,
  createRestHandler,
  type Invocation,
  type Operation,
  openApiDocument,
} from "@crossdock/adapters";
import { appRouter, type Context, toAppError } from "@crossdock/api";
import { type ApiKeyPrincipal, AppError, errorCodes } from "@crossdock/core";
import { callTRPCProcedure } from "@trpc/server";
import type { CallerOf } from "./caller-of.ts";
import type { Log } from "./log.ts";
import { renderProblem } from "./problems.ts";
import type { Product } from "./product.ts";
import { requestIdOf } from "./request-id.ts";

const basePath = "/api/v1";

/** The operations that the REST API serves. */
export const operations: Operation[] = buildRegistry(appRouter);

/** The document of REST v1, as `/api/v1/openapi.json` serves it. */
export const openApi: string = `${JSON.stringify(
  openApiDocument({
    operations,
    title: "Crossdock",
    version: "v1",
    description: "Products, orders, customers and payments of one shop.",
    serverUrl: basePath,
    errorCodes,
  }),
  null,
  2,
)}\n`;

/** `/api/v1`: every procedure with a `rest` line, for API keys. */
export function createRest(product: Product, callerOf: CallerOf, log: Log) {
  return createRestHandler<ApiKeyPrincipal>({
    operations,
    basePath,
    documents: {
      "/openapi.json": { contentType: "application/json; charset=utf-8", body: openApi },
    },
    requestId: requestIdOf,
    authenticate: (req: IncomingMessage) => callerOf.key(req),
    admit: (principal) => admit(product, principal),
    call: (invocation) => call(product, invocation),
    toProblem: (error, requestId) => renderProblem(error, requestId, log),
  });
}

async function admit({ identity }: Product, principal: ApiKeyPrincipal): Promise<Admission> {
  const { headers, retryAfter } = await identity.rateLimits.admit(
    principal.id,
    principal.rateLimit,
  );
  if (retryAfter === null) return { headers };
  const detail = `The quota of this key is used up. Try again in ${retryAfter} s.`;
  return { headers, refusal: new AppError("rate_limited", { detail, retryAfter }) };
}

async function call(
  services: Product,
  { operation, input, principal, requestId, idempotency }: Invocation<ApiKeyPrincipal>,
): Promise<{ output: unknown; replayed: boolean }> {
  let replayed = false;
  const onReplay = () => {
    replayed = true;
  };
  const ctx: Context = { services, principal, requestId, idempotency, transport: "rest", onReplay };
  try {
    const output = await callTRPCProcedure({
      router: appRouter,
      path: operation.name,
      type: operation.kind === "query" ? "query" : "mutation",
      getRawInput: async () => input,
      ctx,
      signal: undefined,
      batchIndex: 0,
    });
    return { output, replayed };
  } catch (error) {
    throw isOfImpossibleId(operation, error) ? new AppError("not_found") : error;
  }
}

// What cannot be an id is the id of nothing: 404 like any other, not a fault of the input.
function isOfImpossibleId({ params }: Operation, thrown: unknown): boolean {
  const { code, errors = [] } = toAppError(thrown);
  return (
    code === "validation_failed" && errors.some(({ pointer }) => params.includes(pointer.slice(2)))
  );
}
