import { TRPCError } from "@trpc/server";
import type { TRPCRequestInfo } from "@trpc/server/http";
import { RestError } from "../errors.ts";
import { invoke } from "../invoke.ts";
import { writeJson } from "../json-text.ts";
import {
  errorBody,
  type Failure,
  getErrorFromUnknown,
  TRPC_ERROR_CODE_HTTP_STATUS,
} from "./errors.ts";
import { readInput, type Source } from "./input.ts";
import type { Routes } from "./routes.ts";
import type { OpenApiRouter } from "./types.ts";

/** What a handler does besides calling procedures, whatever its transport. */
export type Hooks = {
  router: OpenApiRouter;
  onError?: (failure: Failure & { req: unknown }) => void;
  responseMeta?: (outcome: Outcome) => ResponseMeta;
  /** In bytes; 100,000 by default. */
  maxBodySize?: number;
};

type Outcome = Pick<Failure, "type" | "ctx"> & {
  data: unknown[];
  errors: TRPCError[];
  paths: string[] | undefined;
  info: TRPCRequestInfo | undefined;
  eagerGeneration: boolean;
};

type ResponseMeta = {
  status?: number;
  headers?: Headers | Record<string, string | string[] | undefined>;
};

/** One request, whatever its transport. */
export type Call = {
  source: Source;
  match: ReturnType<Routes["find"]>;
  url: URL;
  /** Aborted when the caller is gone. */
  signal: AbortSignal;
  /** The request as the hooks know it. */
  req: unknown;
  createContext: (info: TRPCRequestInfo) => unknown;
};

export type Answer = {
  status: number;
  headers: Map<string, string | string[]>;
  body: string | undefined;
};

/** Answers a call. The promise rejects only where a hook throws over an error. */
export async function answer(hooks: Hooks, call: Call): Promise<Answer> {
  const { match, source } = call;
  // Whoever asks with HEAD wants to know whether the server is up.
  if (match === undefined && source.request.method === "HEAD") return respond(204, {});
  const known: Known = {
    type: typeof match === "object" ? match.route.endpoint.type : "unknown",
    path: typeof match === "object" ? match.route.endpoint.name : undefined,
    input: undefined,
    ctx: undefined,
    info: undefined,
  };
  try {
    return await succeed(hooks, call, known);
  } catch (cause) {
    return fail(hooks, call, known, cause);
  }
}

/** What is known of the call so far. */
type Known = Omit<Failure, "error"> & { info: TRPCRequestInfo | undefined };

async function succeed(hooks: Hooks, call: Call, known: Known): Promise<Answer> {
  const { router, responseMeta, maxBodySize } = hooks;
  const { match, source, url, signal, createContext } = call;
  if (match === undefined) throw new TRPCError({ code: "NOT_FOUND", message: "Not found" });
  if (match === "malformed") {
    throw new TRPCError({ code: "BAD_REQUEST", message: "The path is not percent-encoded UTF-8" });
  }
  const { type, name } = match.route.endpoint;
  known.input = await readInput(match, source, maxBodySize);
  const shared = { isBatchCall: false, accept: null, calls: [], connectionParams: null };
  const info: TRPCRequestInfo = { ...shared, type, signal, url };
  known.info = info;
  known.ctx = await createContext(info);
  const data: unknown = await invoke({
    ...{ router, path: name, type, signal: undefined, batchIndex: 0 },
    getRawInput: async () => known.input,
    ctx: known.ctx,
  });
  // Before the hook hears of a success: what can't be written is none.
  const body = writeJson(data);
  const { ctx } = known;
  const outcome = { data: [data], errors: [], eagerGeneration: true };
  const meta = responseMeta?.({ ...outcome, type, paths: [name], ctx, info });
  return respond(200, meta, body);
}

function fail(hooks: Hooks, { req }: Call, known: Known, cause: unknown): Answer {
  const { router, onError, responseMeta } = hooks;
  const { info, ...rest } = known;
  const failure: Failure = { ...rest, error: getErrorFromUnknown(cause) };
  const { error, type, path, ctx } = failure;
  onError?.({ ...failure, req });
  const paths = path === undefined ? undefined : [path];
  const outcome = { data: [], errors: [error], eagerGeneration: true };
  const meta = responseMeta?.({ ...outcome, type, paths, ctx, info });
  const body = writeJson(errorBody(router, failure));
  const answer = respond(TRPC_ERROR_CODE_HTTP_STATUS[error.code] ?? 500, meta, body);
  if (error.cause instanceof RestError) {
    for (const [name, value] of Object.entries(error.cause.headers))
      answer.headers.set(name, value);
  }
  return answer;
}

/** The hook's status and headers go before ours. */
function respond(status: number, meta: ResponseMeta | undefined, body?: string): Answer {
  const headers: Answer["headers"] = new Map([["content-type", "application/json"]]);
  for (const [name, value] of headersOf(meta?.headers)) {
    if (value !== undefined) headers.set(name.toLowerCase(), value);
  }
  return { status: meta?.status ?? status, headers, body };
}

/** Of `Headers` each cookie is an entry of its own. */
function headersOf(
  headers: ResponseMeta["headers"] = {},
): [string, string | string[] | undefined][] {
  if (!(headers instanceof Headers)) return Object.entries(headers);
  const cookies = headers.getSetCookie();
  return cookies.length === 0 ? [...headers] : [...headers, ["set-cookie", cookies]];
}
