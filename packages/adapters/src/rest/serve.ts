import type { Digest } from "../conditional/etag.ts";
import { RestError } from "../errors.ts";
import type { HttpRequest, HttpResponse } from "../http/message.ts";
import { refuseKeysWithoutStore } from "../idempotency/store.ts";
import type { RenderedProblem, RestOptions } from "../options.ts";
import { defaultFormatError } from "../problem.ts";
import { buildRegistry } from "../registry.ts";
import { serveVersions } from "../version/apply.ts";
import { inOlderWords, OlderInputError } from "../version/older-words.ts";
import {
  type Api,
  type Apis,
  type Located,
  type Resource,
  singleApi,
  versionedApis,
} from "./api.ts";
import { createCaller, type RestCall } from "./caller.ts";
import { addCors, addPreflight } from "./cors.ts";
import { type AnyExchange, createExchange, type Exchange, enterVersion } from "./exchange.ts";
import { negotiate } from "./media.ts";
import type { Plan } from "./plan.ts";
import { documentResponse, outputResponse, problemResponse } from "./render.ts";

/**
 * Serves a router as REST, whatever the runtime. Routes, coercions and headers are worked out once, here; a
 * request costs the same in a large router as in a small one.
 *
 * The order of a request: id, version, path, `createContext`, `authorize`, then 404, 405, 406, 400, 413 or
 * 415, then the procedure. Documents and OPTIONS need no credential. Nothing is returned where the caller
 * went away; the promise rejects only where `formatError` throws.
 */
export function createRestServer<Ctx, Req>(options: RestOptions<Ctx, Req>, digest: Digest) {
  const apis = compile(options);
  const call = createCaller(options, digest);
  const format = options.formatError ?? defaultFormatError;
  const newId = options.requestId ?? (() => crypto.randomUUID());

  return async (req: Req, request: HttpRequest): Promise<HttpResponse | undefined> => {
    const exchange = createExchange<Ctx, Req>(req, request, newId(req));
    const response = await respond(exchange).finally(() => exchange.release());
    if (response !== undefined) tell(options, exchange, response);
    return response;
  };

  async function respond(exchange: Exchange<Ctx, Req>): Promise<HttpResponse | undefined> {
    const { request } = exchange;
    if (options.cors !== undefined) addCors(exchange, options.cors.origins);
    try {
      const located = apis.locate(request.target, request.header("api-version"));
      const target = located && lookUp(located.api ?? apis.head, located.path, request.method);
      const open = openResponse(exchange, apis, located, target, digest);
      return await (open ?? answer({ options, apis, call, digest }, exchange, located, target));
    } catch (error) {
      // A caller that hangs up while it sends is no fault of ours. Whatever else fails is told to
      // formatError, even where nobody is left to hear the answer.
      if (request.aborted()) return undefined;
      if (error instanceof RestError) Object.assign(exchange.headers, error.headers);
      exchange.watch.enter("render");
      const told = rendered(exchange, error);
      exchange.problem = told.problem;
      return problemResponse(exchange, told);
    }
  }

  function rendered(exchange: Exchange<Ctx, Req>, error: unknown): RenderedProblem {
    const { requestId, operation, version } = exchange;
    const call = { requestId, operation, version };
    if (error instanceof OlderInputError) return format(error.cause, call);
    return inOlderWords(format(error, call), operation?.adaptation);
  }
}

function tell<Ctx, Req>(
  { onAnswer }: RestOptions<Ctx, Req>,
  { req, ctx, requestId, operation, version, watch, ...exchange }: Exchange<Ctx, Req>,
  { status }: HttpResponse,
): void {
  watch.stop();
  const { timings } = watch;
  const { body, output, problem } = exchange;
  onAnswer?.({
    ...{ req, ctx, requestId, operation, version, status },
    ...{ timings, body, output, problem },
  });
}

type Server<Ctx, Req> = {
  options: RestOptions<Ctx, Req>;
  apis: Apis;
  call: RestCall<Ctx>;
  digest: Digest;
};

function compile<Ctx, Req>(options: RestOptions<Ctx, Req>): Apis {
  const { router, basePath = "", versions, documents = () => ({}) } = options;
  const operations = buildRegistry(router);
  refuseKeysWithoutStore(operations, options.idempotencyStore);
  if (versions === undefined) return singleApi(operations, { basePath, documents });
  return versionedApis({
    basePath,
    documents,
    versions: serveVersions(operations, versions),
    retired: versions.retired ?? [],
  });
}

/** What needs no credential: what may be asked of a path, and the documents. */
function openResponse(
  exchange: AnyExchange,
  apis: Apis,
  located: Located | undefined,
  target: Target | undefined,
  digest: Digest,
): HttpResponse | Promise<HttpResponse> | undefined {
  const { method } = exchange.request;
  if (located === undefined) return undefined;
  if (located.api !== undefined) enterVersion(exchange, located.api);
  // Until the caller is known, whose pin may name another.
  else Object.assign(exchange.headers, apis.head.headers);
  if (target?.resource === undefined) return undefined;
  const { allow, document } = target.resource;
  if (method === "OPTIONS") {
    exchange.headers.Allow = allow;
    addPreflight(exchange, allow);
    return { status: 204, headers: exchange.headers };
  }
  if (document === undefined || (method !== "GET" && method !== "HEAD")) return undefined;
  if (located.api === undefined) enterVersion(exchange, apis.head);
  return documentResponse(exchange, document, digest);
}

async function answer<Ctx, Req>(
  { options, apis, call, digest }: Server<Ctx, Req>,
  exchange: Exchange<Ctx, Req>,
  located: Located | undefined,
  found: Target | undefined,
): Promise<HttpResponse> {
  const { request, req, requestId, headers, watch } = exchange;
  let target = found;
  watch.enter("context");
  const info = { req, requestId, operation: target?.plan?.operation };
  // Without the hook the procedures take no context, and none is what they get.
  const ctx = (await options.createContext?.(info)) as Ctx;
  exchange.ctx = ctx;
  if (located !== undefined && located.api === undefined) {
    const pin = options.pinnedVersion?.(ctx);
    const api = pin === undefined ? apis.head : apis.named(pin);
    enterVersion(exchange, api);
    if (api !== apis.head) target = lookUp(api, located.path, request.method);
  }
  exchange.operation = target?.plan?.operation;
  watch.enter("authorize");
  const admission = await options.authorize?.({ ctx, operation: exchange.operation });
  watch.enter("decode");
  Object.assign(headers, admission?.headers);
  if (admission?.release) exchange.release = admission.release;
  if (admission?.refusal !== undefined) throw admission.refusal;
  exchange.giveBack = async () => {
    Object.assign(headers, await admission?.giveBack?.());
  };
  if (target?.plan === undefined) throw unserved(target);
  const { plan } = target;
  const media = negotiate(request.header("accept"));
  const { output, replayed } = await call(ctx, { ...target, exchange, request, plan, media });
  watch.enter("render");
  exchange.output = output;
  if (replayed) headers["Idempotent-Replayed"] = "true";
  return outputResponse(exchange, plan, media, output, digest);
}

/** What is at a path. */
type Target = {
  resource: Resource | undefined;
  plan: Plan | undefined;
  params: string[];
  isMalformed: boolean;
};

function lookUp({ resources }: Api, path: string, method: string): Target {
  const found = resources.find(path);
  const resource = typeof found === "object" ? found.entry : undefined;
  const params = typeof found === "object" ? found.params : [];
  const isMalformed = found === "malformed";
  return { resource, plan: resource?.plans.get(method), params, isMalformed };
}

function unserved(target: Target | undefined): RestError {
  if (target?.isMalformed) {
    return new RestError("bad_request", { detail: "The path is not percent-encoded UTF-8." });
  }
  if (target?.resource === undefined) {
    return new RestError("not_found", { detail: "Nothing is at this path." });
  }
  const { allow } = target.resource;
  return new RestError("method_not_allowed", {
    detail: `This path takes ${allow}.`,
    headers: { Allow: allow },
  });
}
