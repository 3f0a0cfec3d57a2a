import { createServer, type IncomingMessage } from "node:http";
import { TRPCError } from "@trpc/server";
import { onTestFinished } from "vitest";
import { RestError } from "../../errors.ts";
import type { IdempotencyStore } from "../../idempotency/store.ts";
import { createMcpHandler as createFetchMcpHandler } from "../fetch.ts";
import { createMcpHandler } from "../node.ts";
import type { McpOptions } from "../options.ts";
import { type TaskContext, tasks } from "./tasks.ts";

export const revision = "2026-07-28";

/** What a handler for any runtime is made of in the tests; the credential names the caller. */
export function taskOptions<Req>(
  credentialOf: (req: Req) => string | null | undefined,
): McpOptions<TaskContext, Req> {
  return {
    ...{ name: "tasks", version: "1.0.0", router: tasks, requestId: () => "req_1" },
    createContext: ({ req }) => {
      const caller = credentialOf(req)?.replace("Bearer ", "");
      if (!caller) throw new TRPCError({ code: "UNAUTHORIZED", message: "Send a credential." });
      return { caller };
    },
    authorize: ({ ctx }) => ({
      headers: { RateLimit: '"default";r=9' },
      ...(ctx.caller === "spent" ? { refusal: tooMany() } : {}),
    }),
    idempotencyStore: memoryStore(),
  };
}

/** Serves the tasks on loopback until the test ends, and gives the URL of the endpoint. */
export async function serveTasks(
  options: Partial<McpOptions<TaskContext, IncomingMessage>> = {},
): Promise<URL> {
  const handle = createMcpHandler({ ...taskOptions(nodeCredential), ...options });
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return new URL(`http://127.0.0.1:${port}/mcp`);
}

/** Sends a request to a handler of the one runtime or the other. */
export type Send = (init: RequestInit) => Promise<Response>;

export const runtimes: Record<string, (options?: Partial<AnyOptions>) => Promise<Send>> = {
  node: async (options) => {
    const url = await serveTasks(options);
    return (init) => fetch(url, init);
  },
  fetch: async (options) => {
    const own = taskOptions((req: Request) => req.headers.get("authorization"));
    const handle = createFetchMcpHandler({ ...own, ...options });
    return (init) => handle(new Request("http://127.0.0.1/mcp", init));
  },
};

/** The options that are the same for every runtime. */
type AnyOptions = Omit<McpOptions<TaskContext, unknown>, "createContext">;

/** A request of the revision 2026-07-28 with everything that it asks for. */
export function message(
  method: string,
  params: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): RequestInit {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": revision,
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return {
    method: "POST",
    headers: {
      ...{ authorization: "Bearer ada", accept: "application/json, text/event-stream" },
      ...{ "content-type": "application/json", "mcp-protocol-version": revision },
      "mcp-method": method,
      ...(typeof params.name === "string" ? { "mcp-name": params.name } : {}),
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 7, method, params: { ...params, _meta } }),
  };
}

function nodeCredential(req: IncomingMessage): string | undefined {
  return req.headers.authorization;
}

function tooMany(): TRPCError {
  return new TRPCError({ code: "TOO_MANY_REQUESTS", message: "The quota is used up." });
}

/** Keeps answers by key, as a database would. */
function memoryStore(): IdempotencyStore<TaskContext> {
  const kept = new Map<string, { fingerprint: string; output: unknown }>();
  return {
    async run({ ctx, operation, key, fingerprint }, work) {
      const id = JSON.stringify([ctx.caller, operation, key]);
      const earlier = kept.get(id);
      if (earlier === undefined) {
        const output = await work(ctx);
        kept.set(id, { fingerprint, output });
        return { output, replayed: false };
      }
      if (earlier.fingerprint === fingerprint) return { output: earlier.output, replayed: true };
      throw new RestError("validation_failed", { detail: "The key went with another input." });
    },
  };
}
