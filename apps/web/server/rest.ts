import type { IncomingMessage } from "node:http";
import {
  createNodeHandler,
  type HandlerOptions,
  type IdempotencyStore,
  type Operation,
  RestError,
} from "@crossdock/adapters";
import { appRouter, type Context, toAppError, versions } from "@crossdock/api";
import { AppError, type Principal, systemIdOf } from "@crossdock/core";
import type { ApiCall } from "@crossdock/telemetry";
import type { CallerOf } from "./caller-of.ts";
import { expiryHeaders } from "./key-expiry.ts";
import type { Log } from "./log.ts";
import { documentsOf } from "./openapi.ts";
import { renderProblem } from "./problems.ts";
import type { Product } from "./product.ts";
import { basePath } from "./public-api.ts";
import { requestIdOf } from "./request-id.ts";
import { metadataUrl } from "./resource-metadata.ts";

/** What the transports for API keys and access tokens are made of. */
export type KeyTransportOptions = {
  product: Product;
  callerOf: CallerOf;
  /** Origins whose pages may call from a browser. */
  origins: string[];
  /** Told of every call of an operation. */
  onUsage: (call: ApiCall) => void;
  log: Log;
};

/** `/api/v1`, `/api/v2`, … and `/api` with `Api-Version`: every procedure with a `rest` line, for keys and tokens. */
export function createRest({ product, callerOf, origins, onUsage, log }: KeyTransportOptions) {
  return createNodeHandler<Context>({
    router: appRouter,
    basePath,
    versions,
    documents: documentsOf,
    pinnedVersion,
    cors: { origins },
    requestId: requestIdOf,
    createContext: ({ req, requestId }) => contextOf(product, callerOf, req, requestId, "rest"),
    authorize: ({ ctx, operation }) => authorize(product, ctx.principal, operation),
    idempotencyStore: keptWithTheEffect,
    withPrecondition: (ctx, precondition) => ({ ...ctx, precondition }),
    formatError: (error, { requestId, operation, version }) => {
      const shown = hideImpossibleIds(error, operation);
      const path = version === undefined ? basePath : `${basePath}/${version}`;
      return renderProblem(shown, requestId, log, metadataUrl(product.appUrl, path));
    },
    onAnswer: usageOf(product, onUsage),
  });
}

/** The context of a call with an API key or an access token, by whichever transport takes one. */
export async function contextOf(
  services: Product,
  callerOf: CallerOf,
  req: IncomingMessage,
  requestId: string,
  transport: Context["transport"],
): Promise<Context> {
  return {
    services,
    principal: await callerOf.bearer(req, transport === "mcp" ? "mcp" : "api"),
    requestId,
    transport,
  };
}

/** Whether a call may run, and what its answer tells of the key. */
export async function authorize(
  product: Product,
  principal: Principal,
  operation: Operation | undefined,
) {
  const admission = await admit(product, principal, operation);
  const headers = { ...admission.headers, ...expiryHeaders(principal, product.clock.now()) };
  return { ...admission, headers };
}

/** Rate limits and switches: of the caller, then of the operation. */
async function admit(
  { identity: { rateLimits }, operationSettings }: Product,
  principal: Principal,
  operation: Operation | undefined,
) {
  const quota = "limits" in principal ? principal.limits.perMinute : null;
  const system = systemIdOf(principal);
  const { headers, retryAfter } = await rateLimits.admit(system, quota);
  const giveBack = () => rateLimits.giveBack(system, quota);
  if (retryAfter !== null) {
    return { headers, refusal: limited("The quota of this key is used up.", retryAfter) };
  }
  if (operation === undefined) return { headers };
  const { enabled, reason, limitPerMinute } = operationSettings.of(operation.name);
  if (!enabled) return { headers, refusal: switchedOff(operation, reason) };
  if (limitPerMinute === null) return { headers, giveBack };
  const own = await rateLimits.admit(`${system}:${operation.name}`, limitPerMinute);
  if (own.retryAfter === null) return { headers, giveBack };
  const detail = `${operation.name} takes ${limitPerMinute} calls a minute from each key.`;
  return { headers: own.headers, refusal: limited(detail, own.retryAfter) };
}

/** Tells of the calls of operations; a tool's is one of the newest version. */
export function usageOf({ clock }: Product, onUsage: KeyTransportOptions["onUsage"]) {
  return ({ ctx, operation, version = versions.head.name, status }: Answered): void => {
    if (ctx === undefined || operation === undefined) return;
    const { name } = operation;
    onUsage({ version, operation: name, keyId: ctx.principal.id, status, at: clock.now() });
  };
}

type Answered = Parameters<NonNullable<HandlerOptions<Context, unknown>["onAnswer"]>>[0];

/** The procedure itself keeps the answer, in the transaction of its effect. */
export const keptWithTheEffect: IdempotencyStore<Context> = {
  async run({ ctx, key, fingerprint }, work) {
    let replayed = false;
    const onReplay = () => {
      replayed = true;
    };
    const output = await work({ ...ctx, idempotency: { key, fingerprint }, onReplay });
    return { output, replayed };
  },
};

function pinnedVersion({ principal }: Context): string | undefined {
  return "apiVersion" in principal ? (principal.apiVersion ?? undefined) : undefined;
}

function limited(what: string, retryAfter: number): AppError {
  return new AppError("rate_limited", {
    detail: `${what} Try again in ${retryAfter} s.`,
    retryAfter,
  });
}

function switchedOff({ name }: Operation, reason: string | null): AppError {
  return new AppError("operation_disabled", {
    detail: `${name} is switched off: ${reason ?? "try again later"}`,
    retryAfter: 60,
  });
}

// What cannot be an id is the id of nothing: 404 like any other, not a fault of the input.
function hideImpossibleIds(thrown: unknown, operation: Operation | undefined): unknown {
  if (thrown instanceof RestError || operation === undefined) return thrown;
  const { code, errors = [] } = toAppError(thrown);
  const isOfPath = errors.some(({ pointer }) => operation.params.includes(pointer.slice(2)));
  return code === "validation_failed" && isOfPath ? new AppError("not_found") : thrown;
}
