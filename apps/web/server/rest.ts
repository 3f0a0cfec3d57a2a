import type { IncomingMessage } from "node:http";
import {
  type Answered,
  type CallInfo,
  createNodeHandler,
  type IdempotencyStore,
  type Operation,
  RestError,
} from "@crossdock/adapters";
import {
  appRouter,
  type Context,
  hopsHeader,
  logUrlOf,
  readHops,
  toAppError,
  versions,
} from "@crossdock/api";
import { AppError, type Principal, systemIdOf, unlimited } from "@crossdock/core";
import type { Admission } from "@crossdock/identity";
import type { CallerOf } from "./caller-of.ts";
import { expiryHeaders } from "./key-expiry.ts";
import type { Log } from "./log.ts";
import { documentsOf } from "./openapi.ts";
import { renderProblem } from "./problems.ts";
import type { Product } from "./product.ts";
import { basePath } from "./public-api.ts";
import { requestIdOf } from "./request-id.ts";
import { factsOf, type RequestFacts, recordedPrincipal } from "./requests/facts.ts";
import { microseconds } from "./requests/observer.ts";
import { tellTimings } from "./requests/server-timing.ts";
import { metadataUrl } from "./resource-metadata.ts";

/** What the transports for API keys and access tokens are made of. */
export type KeyTransportOptions = {
  product: Product;
  callerOf: CallerOf;
  /** Origins whose pages may call from a browser. */
  origins: string[];
  log: Log;
};

/** `/api/v1`, `/api/v2`, … and `/api` with `Api-Version`: every procedure with a `rest` line, for keys and tokens. */
export function createRest({ product, callerOf, origins, log }: KeyTransportOptions) {
  return createNodeHandler<Context>({
    router: appRouter,
    basePath,
    versions,
    documents: documentsOf,
    pinnedVersion,
    cors: { origins },
    requestId: requestIdOf,
    createContext: (call) => contextOf(product, callerOf, call, "rest"),
    authorize: ({ ctx, operation }) => authorize(product, ctx.principal, operation),
    idempotencyStore: keptWithTheEffect,
    withPrecondition: (ctx, precondition) => ({ ...ctx, precondition }),
    formatError: (error, { requestId, operation, version }) => {
      const shown = hideImpossibleIds(error, operation);
      const path = version === undefined ? basePath : `${basePath}/${version}`;
      return renderProblem(shown, requestId, log, {
        metadataUrl: metadataUrl(product.appUrl, path),
        // Versions before this one answer as they always did.
        logUrl: version === versions.head.name ? logUrlOf(product.appUrl, requestId) : undefined,
      });
    },
    onAnswer: noteAnswer,
  });
}

/** The context of a call with an API key or an access token, by whichever transport takes one. */
export async function contextOf(
  services: Product,
  callerOf: CallerOf,
  { req, requestId, operation }: CallInfo<IncomingMessage>,
  transport: Context["transport"],
): Promise<Context> {
  const facts = factsOf(req);
  // Now, for those that go away before the answer.
  noteOperation(facts, operation);
  const principal = await callerOf.bearer(req, transport === "mcp" ? "mcp" : "api");
  facts.principal = recordedPrincipal(principal);
  tellTimings(facts, principal);
  return {
    services,
    principal,
    requestId,
    traceId: facts.traceId,
    transport,
    hops: readHops(req.headers[hopsHeader]),
    onReplay: (earlier) => {
      facts.replayed = true;
      facts.replayOf = earlier;
    },
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
  const { name = "", cost } = operation ?? {};
  const { enabled, reason, limitPerMinute: perMinute } = operationSettings.of(name);
  const admission = await rateLimits.admit({
    key: quotaOf(principal),
    limits: "limits" in principal ? principal.limits : unlimited,
    cost,
    operation: perMinute === null ? undefined : { name, perMinute },
  });
  if (admission.refusal) return { ...admission, refusal: limited(admission.refusal) };
  return { ...admission, refusal: enabled ? undefined : switchedOff(name, reason) };
}

/** A customer has one in each program: no program can use up what others need. */
function quotaOf(principal: Principal): string {
  const system = systemIdOf(principal);
  return principal.kind === "customer" ? `${principal.clientId} ${system}` : system;
}

/** Puts what an answer tells into the request's record; a tool's call is one of the newest version. */
export function noteAnswer({ req, operation, version, status, timings, ...spoken }: Answer): void {
  const facts = factsOf(req);
  noteOperation(facts, operation);
  facts.version = version ?? (operation ? versions.head.name : null);
  facts.status = status;
  const { body, output, problem } = spoken;
  if (typeof problem?.code === "string") facts.errorCode = problem.code;
  facts.spoken = { operation, body, output, problem };
  for (const [stage, phase] of phasesOfStages) {
    const ms = timings[stage];
    if (ms !== undefined) facts.phases[phase] = microseconds(ms);
  }
}

type Answer = Answered<Context, IncomingMessage>;

const phasesOfStages = [
  ["context", "auth"],
  ["authorize", "limit"],
  ["decode", "parse"],
  ["call", "database"],
  ["render", "render"],
] as const;

function noteOperation(facts: RequestFacts, operation: Operation | undefined): void {
  if (operation === undefined) return;
  facts.operation = operation.name;
  facts.route = operation.path;
}

/** The procedure itself keeps the answer, in the transaction of its effect. */
export const keptWithTheEffect: IdempotencyStore<Context> = {
  async run({ ctx, key, fingerprint }, work) {
    let replayed = false;
    const onReplay = (requestId: string | null) => {
      replayed = true;
      ctx.onReplay?.(requestId);
    };
    const output = await work({ ...ctx, idempotency: { key, fingerprint }, onReplay });
    return { output, replayed };
  },
};

function pinnedVersion({ principal }: Context): string | undefined {
  return "apiVersion" in principal ? (principal.apiVersion ?? undefined) : undefined;
}

function limited({ violated, retryAfter }: NonNullable<Admission["refusal"]>): AppError {
  const what = violated.includes("inflight")
    ? "Too many calls run at once"
    : "The quota is used up";
  return new AppError("rate_limited", {
    detail: `${what}: ${violated.join(", ")}. Try again in ${retryAfter} s.`,
    // As the registered problem type of used-up quotas names them (RateLimit draft-10 §2.4).
    data: { "violated-policies": violated },
    retryAfter,
  });
}

function switchedOff(name: string, reason: string | null): AppError {
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
