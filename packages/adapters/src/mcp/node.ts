import type { IncomingMessage, ServerResponse } from "node:http";
import { fromNode, sendNode } from "../http/node.ts";
import type { McpOptions } from "./options.ts";
import { createMcpServer } from "./serve.ts";

/**
 * A `node:http` handler that serves the procedures with `mcp: true` as tools of the Model Context Protocol,
 * revision 2026-07-28 and, to clients that begin with the older handshake, those before it. The promise
 * rejects only where `formatError` throws.
 * @throws Error naming the procedure and the mend, where one can't be a tool as it is declared
 */
export function createMcpHandler<Ctx>(
  options: McpOptions<Ctx, IncomingMessage>,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const serve = createMcpServer(options);
  return async (req, res) => {
    const answer = await serve(req, fromNode(req, res));
    if (answer !== undefined) sendNode(req, res, answer);
  };
}
