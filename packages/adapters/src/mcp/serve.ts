import { RestError } from "../errors.ts";
import type { HttpRequest, HttpResponse } from "../http/message.ts";
import { refuseKeysWithoutStore } from "../idempotency/store.ts";
import { createExchange, type Exchange, renderProblem } from "./exchange.ts";
import { type Fault, idOf, type Received, receive, rpcCodes, toolNameIn } from "./message.ts";
import type { McpOptions } from "./options.ts";
import { addOrigin, mayCall } from "./origin.ts";
import { answerMessage } from "./protocol.ts";
import { describeTools, type McpTool } from "./tools.ts";

const allow = "POST, OPTIONS";

/**
 * Serves a router's tools over MCP, whatever the runtime: one JSON-RPC message a POST, answered at once.
 * No session is kept, so that any process may answer any message.
 *
 * The order of a request: id, origin, method, `createContext`, `authorize`, then 400, 413 or 415, then the
 * message. Nothing is returned where the caller went away; the promise rejects only where `formatError`
 * throws.
 */
export function createMcpServer<Ctx, Req>(options: McpOptions<Ctx, Req>) {
  const { allowedOrigins = [], requestId: newId = () => crypto.randomUUID() } = options;
  const tools = describeTools(options.router);
  const operations = [...tools.values()].map(({ operation }) => operation);
  refuseKeysWithoutStore(operations, options.idempotencyStore);

  return async (req: Req, request: HttpRequest): Promise<HttpResponse | undefined> => {
    const exchange = createExchange(request, newId(req));
    addOrigin(exchange, allowedOrigins);
    if (!mayCall(exchange, allowedOrigins)) return foreignOrigin(exchange);
    if (request.method !== "POST") return withoutMessage(exchange);
    const received = await receive(request);
    // A caller that hangs up while it sends is no fault of ours.
    if (request.aborted()) return undefined;
    const served: Served<Ctx, Req> = { options, tools, req, ctx: undefined };
    const response = await answer(served, exchange, received)
      .catch((error: unknown) =>
        refuse(options, exchange, received, { error, code: rpcCodes.server }),
      )
      .finally(() => exchange.release());
    tell(served, exchange, response);
    return response;
  };
}

function tell<Ctx, Req>(
  { options, ctx, req }: Served<Ctx, Req>,
  { requestId, operation, watch, body, output, problem, failed }: Exchange,
  response: HttpResponse,
): void {
  watch.stop();
  const status = failed && problem ? problem.status : response.status;
  options.onAnswer?.({
    ...{ req, ctx, requestId, operation, version: undefined, status },
    ...{ timings: watch.timings, body, output, problem },
  });
}

type Served<Ctx, Req> = {
  options: McpOptions<Ctx, Req>;
  tools: Map<string, McpTool>;
  req: Req;
  /** Missing until the caller is known. */
  ctx: Ctx | undefined;
};

async function answer<Ctx, Req>(
  served: Served<Ctx, Req>,
  exchange: Exchange,
  received: Received,
): Promise<HttpResponse> {
  const { options, tools, req } = served;
  const { requestId, headers, watch } = exchange;
  const operation = tools.get(toolNameIn(received) ?? "")?.operation;
  exchange.operation = operation;
  watch.enter("context");
  // Without createContext, the procedures were written for no context at all.
  const ctx = (await options.createContext?.({ req, requestId, operation })) as Ctx;
  served.ctx = ctx;
  watch.enter("authorize");
  const admission = await options.authorize?.({ ctx, operation });
  watch.enter("decode");
  Object.assign(headers, admission?.headers);
  if (admission?.release) exchange.release = admission.release;
  if (admission?.refusal !== undefined) throw admission.refusal;
  const { body, fault } = received;
  if (body === undefined) return refuse(options, exchange, received, fault);
  return answerMessage({ options, tools, exchange, ctx, body });
}

/** An error of HTTP: its problem details are the `data` of a JSON-RPC error. */
function refuse<Ctx, Req>(
  options: McpOptions<Ctx, Req>,
  exchange: Exchange,
  received: Received,
  { error, code }: Fault,
): HttpResponse {
  const { problem, headers } = renderProblem(options, exchange, error);
  Object.assign(exchange.headers, error instanceof RestError ? error.headers : {}, headers);
  const message = String(problem.detail ?? problem.title ?? "The request failed.");
  const rpcCode = problem.status >= 500 ? rpcCodes.internal : code;
  return rpcError(exchange, problem.status, {
    id: idOf(received),
    error: { code: rpcCode, message, data: problem },
  });
}

function foreignOrigin(exchange: Exchange): HttpResponse {
  const message = "Pages of this origin may not call; the server's owner can list it.";
  return rpcError(exchange, 403, { id: null, error: { code: rpcCodes.server, message } });
}

function withoutMessage(exchange: Exchange): HttpResponse {
  const { headers, request } = exchange;
  headers.Allow = allow;
  if (request.method === "OPTIONS") return { status: 204, headers };
  const message = "Send a JSON-RPC message with POST; there is no stream to listen to.";
  return rpcError(exchange, 405, { id: null, error: { code: rpcCodes.server, message } });
}

function rpcError({ headers }: Exchange, status: number, members: object): HttpResponse {
  headers["Content-Type"] = "application/json";
  return { status, headers, body: JSON.stringify({ jsonrpc: "2.0", ...members }) };
}
