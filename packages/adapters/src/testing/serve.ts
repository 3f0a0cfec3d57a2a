import { createServer, type IncomingMessage, type Server } from "node:http";
import { callTRPCProcedure, TRPCError } from "@trpc/server";
import { onTestFinished } from "vitest";
import { ZodError } from "zod";
import { RestError } from "../errors.ts";
import { createNodeHandler } from "../node.ts";
import type { FailedCall, RenderedProblem, RestOptions } from "../options.ts";
import { type Call, type LibraryContext, library } from "./library.ts";

export const errorCodes = {
  bad_request: { status: 400, title: "The request could not be read" },
  version_unknown: { status: 400, title: "There is no such version" },
  version_retired: { status: 410, title: "The version has ended" },
  idempotency_key_required: { status: 400, title: "A key is required" },
  unauthenticated: { status: 401, title: "A credential is required" },
  forbidden: { status: 403, title: "The credential may not do this" },
  not_found: { status: 404, title: "There is no such thing" },
  method_not_allowed: { status: 405, title: "No such method here" },
  not_acceptable: { status: 406, title: "No acceptable representation" },
  conflict: { status: 409, title: "There is one already" },
  payload_too_large: { status: 413, title: "Too large" },
  uri_too_long: { status: 414, title: "The URL is too long" },
  precondition_failed: { status: 412, title: "It has changed" },
  unsupported_media_type: { status: 415, title: "Not this media type" },
  validation_failed: { status: 422, title: "The request is not valid" },
  precondition_required: { status: 428, title: "An If-Match is required" },
  rate_limited: { status: 429, title: "The quota is used up" },
  internal: { status: 500, title: "Something went wrong" },
};

/** A server that is closed when the test ends. */
export type Served = {
  url: string;
  port: number;
  server: Server;
  /** Every call that reached a procedure. */
  calls: Call[];
  /** What the handler returned for every request. */
  handled: Promise<void>[];
};

export type Options = RestOptions<LibraryContext, IncomingMessage>;

/** Serves the library below `/api/v1`; the credential is `Bearer reader`, `Bearer spent` has no quota left. */
export async function serve(options: Partial<Options> = {}): Promise<Served> {
  const calls: Call[] = [];
  const handle = createNodeHandler<LibraryContext>({
    router: library,
    basePath: "/api/v1",
    documents: () => ({
      "/openapi.json": { contentType: "application/json", body: '{"openapi":"3.1.1"}' },
    }),
    requestId: () => "req_1",
    createContext: ({ req }) => ({ reader: authenticate(req), calls }),
    authorize: ({ ctx }) => ({
      headers: { RateLimit: '"default";r=9' },
      ...(ctx.reader === "spent" ? { refusal: new Error("rate_limited") } : {}),
      giveBack: () => ({ RateLimit: '"default";r=10' }),
    }),
    idempotencyStore: {
      run: async ({ ctx, key, fingerprint }, work) => ({
        output: await work({ ...ctx, idempotency: { key, fingerprint } }),
        replayed: false,
      }),
    },
    formatError: toProblem,
    ...options,
  });
  const handled: Promise<void>[] = [];
  const server = createServer((req, res) => {
    handled.push(handle(req, res));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/api/v1`, port, server, calls, handled };
}

/** Calls a procedure of the library as tRPC does. */
export function callLibrary(
  path: string,
  type: "query" | "mutation",
  input: unknown,
): Promise<unknown> {
  return callTRPCProcedure({
    router: library,
    path,
    getRawInput: async () => input,
    ctx: {},
    type,
    signal: undefined,
    batchIndex: 0,
  });
}

/** `fetch` with the credential. */
export function ask(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: { authorization: "Bearer reader", ...init.headers } });
}

function authenticate(req: IncomingMessage): string {
  const credential = req.headers.authorization?.replace("Bearer ", "");
  if (credential !== "reader" && credential !== "spent") throw new Error("unauthenticated");
  return credential;
}

function toProblem(error: unknown, { requestId }: FailedCall): RenderedProblem {
  const code = codeOf(error);
  const { status, title } = errorCodes[code];
  const extra = error instanceof RestError ? { detail: error.detail, ...error.data } : {};
  const errors = error instanceof RestError ? error.errors : faultsOf(error);
  const problem = { type: `/docs/errors/${code}`, title, status, code, requestId, ...extra };
  return {
    problem: { ...problem, ...(errors === undefined ? {} : { errors }) },
    headers: status === 401 ? { "WWW-Authenticate": "Bearer" } : {},
  };
}

function codeOf(error: unknown): keyof typeof errorCodes {
  if (error instanceof RestError) return error.code;
  if (error instanceof TRPCError && error.code === "BAD_REQUEST") return "validation_failed";
  if (error instanceof TRPCError && error.code === "NOT_FOUND") return "not_found";
  if (error instanceof Error && error.message === "rate_limited") return "rate_limited";
  if (error instanceof Error && error.message === "unauthenticated") return "unauthenticated";
  return "internal";
}

function faultsOf(error: unknown) {
  if (!(error instanceof TRPCError) || !(error.cause instanceof ZodError)) return undefined;
  return error.cause.issues.map(({ path, code, message }) => ({
    pointer: `#/${path.join("/")}`,
    code,
    detail: message,
  }));
}
