import type { Server } from "@modelcontextprotocol/server";
import type { HttpRequest, HttpResponse } from "../http/message.ts";
import { callTool } from "./call.ts";
import type { Exchange } from "./exchange.ts";
import type { McpOptions } from "./options.ts";
import type { McpTool } from "./tools.ts";

/** What a list may be kept for: it changes with the caller's rights and with a new release. */
const cacheHint = { ttlMs: 60_000, cacheScope: "private" } as const;

/** The headers that the protocol reads. */
const readHeaders = [
  ...["accept", "content-type"],
  ...["mcp-protocol-version", "mcp-method", "mcp-name"],
];

/** One message of a known caller. */
export type Turn<Ctx, Req> = {
  options: McpOptions<Ctx, Req>;
  tools: Map<string, McpTool>;
  exchange: Exchange;
  ctx: Ctx;
  body: Record<string, unknown>;
};

/**
 * Answers a message as the protocol says: by the revision 2026-07-28, which knows no sessions, or by the
 * handshake of the revisions before it, equally without one.
 */
export async function answerMessage<Ctx, Req>(turn: Turn<Ctx, Req>): Promise<HttpResponse> {
  const { body, exchange } = turn;
  const request = webRequest(exchange.request);
  const sdk = await loadSdk();
  const server = createServer(sdk, turn);
  const isLegacy = await sdk.isLegacyRequest(request, body);
  const answer = isLegacy ? answerLegacy : answerModern;
  const response = await answer(sdk, server, request, body);
  const type = response.headers.get("content-type");
  if (type !== null) exchange.headers["Content-Type"] = type;
  const text = await response.text();
  return { status: response.status, headers: exchange.headers, ...(text && { body: text }) };
}

type Sdk = typeof import("@modelcontextprotocol/server");

/** With the first message: whoever serves REST alone does not pay for it, and its Node door asks for Node. */
function loadSdk(): Promise<Sdk> {
  return import("@modelcontextprotocol/server");
}

function answerModern(
  { createMcpHandler }: Sdk,
  server: Server,
  request: Request,
  parsedBody: unknown,
): Promise<Response> {
  return createMcpHandler(() => server, { legacy: "reject" }).fetch(request, { parsedBody });
}

async function answerLegacy(
  { WebStandardStreamableHTTPServerTransport }: Sdk,
  server: Server,
  request: Request,
  parsedBody: unknown,
): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody });
  } finally {
    await server.close();
  }
}

function createServer<Ctx, Req>(
  { Server, ProtocolError, ProtocolErrorCode }: Sdk,
  { options, tools, exchange, ctx }: Turn<Ctx, Req>,
): Server {
  const { name, version, instructions, maySee = () => true } = options;
  const server = new Server(
    { name, version },
    {
      capabilities: { tools: {} },
      cacheHints: { "tools/list": cacheHint, "server/discover": cacheHint },
      ...(instructions === undefined ? {} : { instructions }),
    },
  );
  server.setRequestHandler("tools/list", () => {
    const seen = [...tools.values()].filter(({ operation }) => maySee(ctx, operation));
    return { tools: seen.map(({ definition }) => definition) };
  });
  server.setRequestHandler("tools/call", async ({ params }) => {
    const tool = tools.get(params.name);
    if (tool === undefined) {
      const message = `There is no tool ${params.name.slice(0, 128)}.`;
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
    }
    const result = await callTool(options, { tool, args: params.arguments ?? {}, ctx, exchange });
    return server.projectCallToolResult(result, tool.definition.outputSchema);
  });
  return server;
}

/** The body has been read already: the headers are all that is left to judge. */
function webRequest(request: HttpRequest): Request {
  const headers = new Headers();
  for (const name of readHeaders) {
    const value = request.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  return new Request("http://mcp.invalid/", { method: "POST", headers });
}
