import type { IncomingMessage } from "node:http";
import type { Operation } from "../operation.ts";

/** One call of a procedure, decoded and not yet validated. */
export type Invocation<P> = {
  operation: Operation;
  input: Record<string, unknown>;
  principal: P;
  requestId: string;
  /**
   * Where the operation takes an Idempotency-Key and one was sent: the key without quotes, and a
   * SHA-256 (hex) over everything that makes this request what it is.
   */
  idempotency?: { key: string; fingerprint: string };
};

/** What the handler is composed of. `P` is whatever `authenticate` gives. */
export type RestOptions<P> = {
  operations: Operation[];
  /** Where the operations live, without a slash at the end: `/api/v1`. */
  basePath: string;
  /** Public texts below the base path, such as `/openapi.json`: served without a credential. */
  documents?: Record<string, { contentType: string; body: string }>;
  /** The id of a request, shown as `X-Request-Id` on every answer. */
  requestId: (req: IncomingMessage) => string;
  /** Throws where the credential is missing or wrong. */
  authenticate: (req: IncomingMessage) => Promise<P>;
  /** Rate limits. `operation` is missing where nothing matches; a `refusal` is answered as an error. */
  admit: (principal: P, operation: Operation | undefined) => Admission | Promise<Admission>;
  /** Runs the procedure. `replayed` says that the answer was given before. */
  call: (invocation: Invocation<P>) => Promise<{ output: unknown; replayed?: boolean }>;
  /** The problem details (RFC 9457) of whatever was thrown, `RestError` included. Must not throw. */
  toProblem: (error: unknown, requestId: string) => RenderedProblem;
};

/** The headers go on every answer after authentication, whatever becomes of the call. */
export type Admission = { headers: Record<string, string>; refusal?: unknown };

export type RenderedProblem = {
  problem: { status: number; [member: string]: unknown };
  headers?: Record<string, string>;
};
