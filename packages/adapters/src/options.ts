import type { AnyTRPCRouter } from "@trpc/server";
import type { IdempotencyStore } from "./idempotency/store.ts";
import type { Operation } from "./operation.ts";
import type { Timings } from "./timings.ts";
import type { Versions } from "./version/versions.ts";

/** What is known of a call from the start. `Req` is `IncomingMessage` or the fetch standard's `Request`. */
export type CallInfo<Req> = {
  req: Req;
  requestId: string;
  /** Missing where the path or the method leads to none. */
  operation: Operation | undefined;
};

/** What every handler is made of, whatever its transport. */
export type HandlerOptions<Ctx, Req> = {
  router: AnyTRPCRouter;
  /** The context that the procedures get. Throws where the credential is missing or wrong. */
  createContext?: (call: CallInfo<Req>) => Ctx | Promise<Ctx>;
  /**
   * Whether the caller may: rate limits, switches, whatever is decided per operation. Throws, or returns
   * headers for every answer from here on.
   */
  authorize?: (call: { ctx: Ctx; operation: Operation | undefined }) => Authorized;
  /** Needed where a procedure takes an `Idempotency-Key`. */
  idempotencyStore?: IdempotencyStore<Ctx>;
  /**
   * Puts the check of a precondition (`If-Match`) into the context, for the procedure to run inside its
   * transaction. Without it the check runs just before the procedure, and a write between them is missed.
   */
  withPrecondition?: (ctx: Ctx, check: (ctx: Ctx) => Promise<void>) => Ctx | Promise<Ctx>;
  /** The problem details (RFC 9457) of whatever was thrown, `RestError` included. Must not throw. */
  formatError?: (error: unknown, call: FailedCall) => RenderedProblem;
  /** Told of every answer before it is sent; must not throw. */
  onAnswer?: (answered: Answered<Ctx, Req>) => void;
  /** The id of a request, shown as `X-Request-Id` on every answer; a random UUID by default. */
  requestId?: (req: Req) => string;
};

export type RestOptions<Ctx, Req> = HandlerOptions<Ctx, Req> & {
  /** Where the operations live, without a slash at the end: `/api`. The root by default. */
  basePath?: string;
  /** Versions that live side by side below `basePath`. Without it there is one, at `basePath`. */
  versions?: Versions;
  /** The version a caller is pinned to, where neither the path nor `Api-Version` names one. */
  pinnedVersion?: (ctx: Ctx) => string | undefined;
  /** Public texts of a version, such as `/openapi.json`: served without a credential. */
  documents?: (version: string | undefined) => Record<string, Document>;
  /** Browsers of these origins may call, with their own credential in a header; none by default. */
  cors?: { origins: string[] };
};

export type Document = { contentType: string; body: string };

type Admission = {
  /** Headers for every answer from here on, whatever becomes of the call. */
  headers?: Record<string, string>;
  /** Answered as an error, with the headers. */
  refusal?: unknown;
  /** Called where the answer is a 304, which costs no quota; returns the headers that change by it. */
  giveBack?: () => Record<string, string> | Promise<Record<string, string>>;
  /** Called once, when all work for the call is done, also where its caller went away. */
  release?: () => void;
};

type Authorized = undefined | Admission | Promise<undefined | Admission>;

export type Answered<Ctx, Req> = FailedCall & {
  req: Req;
  ctx: Ctx | undefined;
  /** That of the problem where a tool's call failed. */
  status: number;
  timings: Timings;
  /** What was read of the body, or the tool's arguments; missing where there was none or it was not read. */
  body: unknown;
  /** What the procedure answered, in the shape of the version; missing where it did not. */
  output: unknown;
  /** Missing where nothing failed. */
  problem: RenderedProblem["problem"] | undefined;
};

export type FailedCall = {
  requestId: string;
  operation: Operation | undefined;
  /** The name of the version that was called, where there are several. */
  version: string | undefined;
};

export type RenderedProblem = {
  problem: { status: number; [member: string]: unknown };
  headers?: Record<string, string>;
};
