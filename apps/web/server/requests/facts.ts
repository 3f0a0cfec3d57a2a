import type { IncomingMessage } from "node:http";
import type { Operation } from "@crossdock/adapters";
import {
  credentialIdOf,
  newId,
  type Principal,
  parentIdIn,
  systemClock,
  traceIdIn,
  traceIdOf,
} from "@crossdock/core";
import type { Phases, RecordedPrincipal } from "@crossdock/telemetry";
import type { HookedResponse } from "./hooked-response.ts";

/** What is known of a request while it is served, for its record. Whoever learns something puts it here. */
export type RequestFacts = {
  requestId: string;
  at: Date;
  /** By `performance.now()`, as all times here. */
  startMs: number;
  /** When the answer began, of one that stays open. */
  beganMs: number | null;
  traceId: string;
  /** The caller's own span. */
  parentSpanId: string | null;
  operation: string | null;
  version: string | null;
  route: string | null;
  principal: RecordedPrincipal | null;
  /** The OAuth client that it says to be of, where nothing proved it. */
  namedClient: string | null;
  errorCode: string | null;
  /** Where it is another than that of the answer: a tool that failed is told of with 200. */
  status: number | null;
  phases: Phases;
  /** Whether the answer is that of an earlier request with the same idempotency key, and which one where it is known. */
  replayed: boolean;
  replayOf: string | null;
  /** What was said, for the detail. */
  spoken: Spoken | null;
  /** What answers it. */
  response: HookedResponse | null;
  /** The procedures of a batch. */
  calls: FactsOfCall[];
};

export type FactsOfCall = { operation: string; durationMs: number; error: FactsOfError | null };
type FactsOfError = { status: number; code: string };

/** The members of a request and its answer, with the operation that knows their schemas. */
export type Spoken = {
  operation: Operation | undefined;
  body: unknown;
  output: unknown;
  problem: Record<string, unknown> | undefined;
};

// On the request, and in no WeakMap: V8's young collections hold a WeakMap's values, which lead to their keys
// here. Every request would outlive them with all that hangs on it, and to copy that takes a tenth of its time.
const known = Symbol("facts");

/** The facts of a request: made at first sight, the same for everybody who asks. */
export function factsOf(req: IncomingMessage & { [known]?: RequestFacts }): RequestFacts {
  const found = req[known];
  if (found) return found;
  const at = systemClock.now();
  const requestId = newId("req", at);
  const { traceparent: given } = req.headers;
  const traceparent = typeof given === "string" ? given : undefined;
  const made: RequestFacts = {
    requestId,
    at,
    startMs: performance.now(),
    beganMs: null,
    traceId: traceIdIn(traceparent) ?? traceIdOf(requestId),
    parentSpanId: parentIdIn(traceparent),
    operation: null,
    version: null,
    route: null,
    principal: null,
    namedClient: null,
    errorCode: null,
    status: null,
    phases: {},
    replayed: false,
    replayOf: null,
    spoken: null,
    response: null,
    calls: [],
  };
  req[known] = made;
  return made;
}

/** Notes when the answer begins: what is sent later is no part of how long it took. */
export function noteBeginning(facts: RequestFacts, res: HookedResponse): void {
  res.beforeHead(() => {
    facts.beganMs ??= performance.now();
  });
}

/** A customer is known by the program that acts: whose account it is the log does not tell. */
export function recordedPrincipal(principal: Principal): RecordedPrincipal {
  const { kind, partnerId } = principal;
  return { kind, id: credentialIdOf(principal), partnerId };
}
