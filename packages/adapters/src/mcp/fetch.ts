import { fromFetch, toFetch } from "../http/fetch.ts";
import type { McpOptions } from "./options.ts";
import { createMcpServer } from "./serve.ts";

/**
 * A handler of the fetch standard that serves the procedures with `mcp: true` as tools of the Model Context
 * Protocol, revision 2026-07-28 and, to clients that begin with the older handshake, those before it. The
 * promise rejects only where `formatError` throws.
 * @throws Error naming the procedure and the mend, where one can't be a tool as it is declared
 */
export function createMcpHandler<Ctx>(
  options: McpOptions<Ctx, Request>,
): (request: Request) => Promise<Response> {
  const serve = createMcpServer(options);
  return async (request) => {
    const answer = await serve(request, fromFetch(request));
    return answer === undefined ? new Response(null, { status: 499 }) : toFetch(request, answer);
  };
}
